// A real mail server for the tests: STARTTLS and AUTH insisted on. What it took stands in its log, a JSON object a line. How
// it behaves stands in a file that it reads anew each time: a word, and a number where it takes one.
//   take          takes every message
//   closed        lets nobody in (421)
//   stall N       takes the Nth message from now on, and never says so
//   mute          hears a recipient and never answers
//   open          does not know STARTTLS
// A recipient refused@… is refused for good, later@… for now.
import { createHash } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";

const [key, cert, behaviour, log] = process.argv.slice(2);
const [mode, number] = (() => {
  const read = () => readFileSync(behaviour, "utf8").trim().split(" ");
  return [() => read()[0], () => Number(read()[1] ?? 0)];
})();
const write = (line) => appendFileSync(log, `${JSON.stringify(line)}\n`);
const no = (responseCode, message) => Object.assign(new Error(message), { responseCode });
let taken = 0;

const server = new SMTPServer({
  key: readFileSync(key),
  cert: readFileSync(cert),
  authMethods: ["PLAIN", "LOGIN"],
  // smtp-server decides once: without a key of its own it offers none.
  hideSTARTTLS: mode() === "open",
  authOptional: mode() === "open",
  disableReverseLookup: true,
  onConnect(session, done) {
    done(mode() === "closed" ? no(421, "closed for the day") : null);
  },
  onAuth({ username, password }, session, done) {
    write({ event: "auth", secure: session.secure });
    if (username === "observatoire" && password === "correct horse") return done(null, { user: username });
    return done(no(535, "these are not the credentials"));
  },
  onRcptTo({ address }, session, done) {
    write({ event: "offered", to: address });
    if (mode() === "mute") return undefined;
    if (address.startsWith("refused@")) return done(no(550, "no such mailbox here"));
    if (address.startsWith("later@")) return done(no(451, "greylisted, come back"));
    return done();
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      const content = Buffer.concat(parts).toString("latin1");
      const id = /^Message-ID: *(<[^>]+>)/im.exec(content)?.[1];
      taken += 1;
      const isStalled = mode() === "stall" && taken >= number();
      write({
        event: "taken",
        id,
        from: session.envelope.mailFrom.address,
        to: session.envelope.rcptTo.map(({ address }) => address),
        secure: session.secure,
        user: session.user ?? null,
        sha256: createHash("sha256").update(content.trimEnd()).digest("hex"),
      });
      if (!isStalled) done(null, `taken as ${taken}`);
    });
  },
  onClose() {},
  logger: false,
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${server.server.address().port}\n`);
});
// It ends with whoever started it.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
