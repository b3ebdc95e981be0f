# Gives its event as it is.
def handler(event, context):
    return event
