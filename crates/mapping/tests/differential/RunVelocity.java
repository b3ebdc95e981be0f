import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.apache.velocity.VelocityContext;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.EventCartridge;
import org.apache.velocity.app.event.InvalidReferenceEventHandler;
import org.apache.velocity.context.Context;
import org.apache.velocity.util.introspection.Info;

/**
 * Renders templates with Apache Velocity 1.7. Reads templates separated by U+0001 and writes what they give in the same way; an
 * error begins with U+0002. A reference without a value is the empty text, as it is in API Gateway.
 */
public class RunVelocity {
    static class Empty implements InvalidReferenceEventHandler {
        public Object invalidGetMethod(Context c, String reference, Object o, String property, Info i) {
            return "";
        }

        public Object invalidMethod(Context c, String reference, Object o, String method, Info i) {
            return "";
        }

        public boolean invalidSetMethod(Context c, String left, String right, Info i) {
            return false;
        }
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        StringBuilder results = new StringBuilder();
        String templates = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        for (String template : templates.split("\u0001", -1)) {
            results.append(render(template)).append('\u0001');
        }
        out.write(results.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** An engine for each template: macros must not live on. */
    static String render(String template) {
        try {
            VelocityEngine engine = new VelocityEngine();
            engine.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
            engine.setProperty("velocimacro.library", "");
            engine.setProperty("resource.loader", "string");
            engine.init();
            VelocityContext context = new VelocityContext();
            EventCartridge cartridge = new EventCartridge();
            cartridge.addEventHandler(new Empty());
            cartridge.attachToContext(context);
            StringWriter writer = new StringWriter();
            engine.evaluate(context, writer, "template", template);
            return writer.toString();
        } catch (Exception | Error error) {
            return "\u0002" + error.getClass().getSimpleName() + ": " + error.getMessage();
        }
    }
}
