#!/usr/bin/env node
// Runs the program that was installed for this machine, and ends as it does.
const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const name = `folio-cv-${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${name}/folio${process.platform === "win32" ? ".exe" : ""}`);
} catch {
  console.error(`error: there is no package ${name}: it is not made for this machine, or optional packages were left out when folio-cv was installed`);
  process.exit(1);
}
const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
// A signal to this process is meant for the program, which ends in its own way.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(`error: ${program} cannot be run: ${error.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
