// OpenID providers for the tests: oidc-provider as it is, once with the claim `token_use` of a user pool and once without.
//
// Reads commands, one JSON object a line, and answers each with one line. Tokens are had as any client has them: by the
// authorization code flow with a user who agrees to everything, or by client credentials.

import crypto from "node:crypto";
import http from "node:http";
import readline from "node:readline";

// The answers alone go to standard output.
console.info = console.warn = console.error;
const { Provider } = await import("oidc-provider");

const RESOURCE = "https://api.example.com";
const BACK = "https://shop.example.com/back";
const SECRET = "a secret between the client and its provider";
const SCOPES = "movies/read movies/write";

function client(id, grant) {
  const code = grant === "authorization_code";
  return {
    client_id: id,
    client_secret: SECRET,
    grant_types: [grant],
    response_types: code ? ["code"] : [],
    redirect_uris: code ? [BACK] : [],
    token_endpoint_auth_method: "client_secret_post",
  };
}

function key() {
  const { privateKey } = crypto.generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), kid: crypto.randomUUID(), use: "sig", alg: "RS256" };
}

// `keys`: the first signs.
function provider(issuer, keys, of_pool) {
  const made = new Provider(issuer, {
    jwks: { keys },
    clients: [
      client("shop", "authorization_code"),
      client("studio", "authorization_code"),
      client("hasty", "authorization_code"),
      client("machine", "client_credentials"),
    ],
    claims: { openid: ["sub", "token_use", "email_verified", "cognito:groups", "auth_time"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["of no importance"] },
    extraTokenClaims: () => (of_pool ? { token_use: "access" } : {}),
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: SCOPES, audience: RESOURCE, accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } } }),
      },
    },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email_verified: true,
        "cognito:groups": ["admins", "users"],
        ...(of_pool ? { token_use: "id" } : {}),
      }),
    }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    async loadExistingGrant(context) {
      const { client, session } = context.oidc;
      const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid");
      grant.addResourceScope(RESOURCE, SCOPES);
      await grant.save();
      return grant;
    },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      ClientCredentials: 3600,
      Grant: 3600,
      IdToken: (_, token, client) => (client.clientId === "hasty" ? 4 : 3600),
      Interaction: 3600,
      Session: 3600,
    },
  });
  return { made, answer: made.callback() };
}

class Issuer {
  static async start(of_pool) {
    const issuer = new Issuer();
    issuer.of_pool = of_pool;
    issuer.keys = [key()];
    issuer.key_sets_given = 0;
    issuer.server = http.createServer((request, response) => issuer.answer(request, response));
    await new Promise((listening) => issuer.server.listen(0, "127.0.0.1", listening));
    issuer.url = `http://127.0.0.1:${issuer.server.address().port}`;
    issuer.provider = provider(issuer.url, issuer.keys, of_pool);
    return issuer;
  }

  async answer(request, response) {
    if (request.url === "/jwks") {
      this.key_sets_given += 1;
    }
    if (request.url.startsWith("/interaction/")) {
      const login = { login: { accountId: "user-1" } };
      return this.provider.made.interactionFinished(request, response, login);
    }
    return this.provider.answer(request, response);
  }

  // A new key signs from now on; the one before stays in the key set.
  rotate() {
    this.keys = [key(), this.keys[0]];
    this.provider = provider(this.url, this.keys, this.of_pool);
  }

  async token(fields) {
    const body = new URLSearchParams({ client_secret: SECRET, ...fields });
    const answer = await fetch(`${this.url}/token`, { method: "POST", body });
    const tokens = await answer.json();
    if (!answer.ok) {
      throw new Error(JSON.stringify(tokens));
    }
    return tokens;
  }

  // Not the provider's: the public key as a secret.
  hmac_token(algorithm) {
    const { kty, n, e, kid } = this.keys[0];
    const secret = crypto.createPublicKey({ key: { kty, n, e }, format: "jwk" }).export({ type: "spki", format: "pem" });
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: this.url, sub: "user-1", token_use: "id", iat: now, exp: now + 600 };
    const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = `${part({ alg: algorithm, kid })}.${part(claims)}`;
    return `${signed}.${crypto.createHmac("sha256", secret).update(signed).digest("base64url")}`;
  }

  async access_token(scope) {
    const { access_token } = await this.token({ grant_type: "client_credentials", client_id: "machine", scope });
    return access_token;
  }

  async id_token(client_id) {
    const verifier = crypto.randomBytes(32).toString("base64url");
    const challenge = crypto.createHash("sha256").update(verifier).digest("base64url");
    const ask = new URLSearchParams({
      client_id,
      response_type: "code",
      scope: "openid",
      redirect_uri: BACK,
      code_challenge: challenge,
      code_challenge_method: "S256",
    });
    const cookies = new Map();
    let at = `${this.url}/auth?${ask}`;
    for (let hop = 0; !at.startsWith(BACK); hop += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await fetch(at, { headers: { cookie }, redirect: "manual" });
      for (const one of answer.headers.getSetCookie()) {
        const [name, value] = one.split(";")[0].split("=", 2);
        cookies.set(name, value);
      }
      const next = answer.headers.get("location");
      if (hop > 10 || next === null) {
        throw new Error(`${at} answered ${answer.status}: ${await answer.text()}`);
      }
      at = new URL(next, at).href;
    }
    const code = new URL(at).searchParams.get("code");
    const { id_token } = await this.token({
      grant_type: "authorization_code",
      client_id,
      code,
      redirect_uri: BACK,
      code_verifier: verifier,
    });
    return id_token;
  }
}

const issuers = { pool: await Issuer.start(true), plain: await Issuer.start(false) };

async function run(command) {
  const issuer = issuers[command.issuer];
  switch (command.do) {
    case "start":
      return { pool: issuers.pool.url, plain: issuers.plain.url };
    case "rotate":
      issuer.rotate();
      return {};
    case "count":
      return { key_sets_given: issuer.key_sets_given };
    case "id":
      return { token: await issuer.id_token(command.client) };
    case "hmac":
      return { token: issuer.hmac_token(command.algorithm) };
    case "access":
      return { token: await issuer.access_token(command.scope) };
    default:
      throw new Error(`no command ${command.do}`);
  }
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = await run(JSON.parse(line));
  } catch (error) {
    answer = { error: `${error.stack}` };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);
