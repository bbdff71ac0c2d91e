// A real provider of identities for the tests: authorization code with PKCE and nothing else. Who signs in there, and what
// it gets wrong, stands in a file that it reads anew each time: {"sub", "email", "email_verified", "amr", "wrong"}.
//   wrong: "nonce"      answers with a nonce that nobody asked for
//   wrong: "signature"  says something else than it signed
//   wrong: "refuse"     lets nobody in
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [behaviour, home] = process.argv.slice(2);
const told = () => JSON.parse(readFileSync(behaviour, "utf8"));
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

const configuration = (issuer) => ({
  jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig", kid: "one", alg: "RS256" }] },
  cookies: { keys: ["a key of the tests alone"] },
  clients: [
    {
      client_id: "observatoire",
      client_secret: "a secret of the tests alone",
      redirect_uris: [`${home}/connexion/retour`],
      post_logout_redirect_uris: [`${home}/`],
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  acrValues: ["eidas1", "eidas2"],
  claims: { openid: ["sub"], acr: null, amr: null, email: ["email", "email_verified"] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false }, claimsParameter: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  interactions: { url: (ctx, { uid }) => `${issuer}/interaction/${uid}` },
  findAccount: (ctx, accountId) => ({
    accountId,
    claims: () => {
      const { sub, email, email_verified } = told();
      return { sub, email, email_verified };
    },
  }),
  // Nobody is asked whether they agree.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid email");
    await grant.save();
    return grant;
  },
});

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, configuration(issuer));
  provider.use(async (ctx, next) => {
    const { wrong } = told();
    if (ctx.path === "/auth" && wrong === "nonce") ctx.query = { ...ctx.query, nonce: "x".repeat(43) };
    await next();
    if (ctx.path === "/token" && wrong === "signature" && ctx.body?.id_token) {
      const [head, claims, signature] = ctx.body.id_token.split(".");
      const said = { ...JSON.parse(Buffer.from(claims, "base64url")), sub: "somebody-else" };
      ctx.body = { ...ctx.body, id_token: [head, Buffer.from(JSON.stringify(said)).toString("base64url"), signature].join(".") };
    }
  });
  const callback = provider.callback();
  server.on("request", async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return callback(request, response);
    const { sub, amr, wrong } = told();
    const result =
      wrong === "refuse"
        ? { error: "access_denied" }
        : { login: { accountId: sub, acr: "eidas1", amr, remember: false } };
    return provider.interactionFinished(request, response, result);
  });
  process.stdout.write(`${issuer}\n`);
});
// It has more to say than anybody listens to.
process.stdout.on("error", () => {});
// It ends with whoever started it.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
