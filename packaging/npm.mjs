#!/usr/bin/env node
// Packages for npm of the program of a release: `npm.mjs VERSION ARCHIVES TO`.
//
// Each archive of the folder ARCHIVES becomes a package that holds the program and says on which machines it runs, and
// `folio-cv`, which depends on all of them if they fit and runs the one that does: `npx folio-cv build`. Nothing is
// downloaded when they are installed, so it works behind mirrors and with scripts switched off.

import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
// The static program for Linux runs with every C library.
const platforms = {
  "linux-x64": { target: "x86_64-unknown-linux-musl", ending: "tar.gz" },
  "linux-arm64": { target: "aarch64-unknown-linux-musl", ending: "tar.gz" },
  "darwin-x64": { target: "x86_64-apple-darwin", ending: "tar.gz" },
  "darwin-arm64": { target: "aarch64-apple-darwin", ending: "tar.gz" },
  "win32-x64": { target: "x86_64-pc-windows-msvc", ending: "zip" },
};

const [version, archives, to] = process.argv.slice(2);
const manifest = readFileSync(join(root, "Cargo.toml"), "utf8");
const field = (key) => manifest.match(new RegExp(`^${key} = "(.*)"$`, "m"))[1];
const about = {
  version,
  license: field("license"),
  homepage: field("homepage"),
  repository: { type: "git", url: `git+${field("repository")}.git` },
};

const write = (folder, description, files) => {
  mkdirSync(folder, { recursive: true });
  for (const name of ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"]) copyFileSync(join(root, name), join(folder, name));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...files, ...about, description }, null, 2) + "\n");
};

const optionalDependencies = {};
for (const [platform, { target, ending }] of Object.entries(platforms)) {
  const archive = join(archives, `folio-${target}.${ending}`);
  if (!existsSync(archive)) continue;
  const [os, cpu] = platform.split("-");
  const name = `folio-cv-${platform}`;
  const program = os === "win32" ? "folio.exe" : "folio";
  const folder = join(to, name);
  write(folder, `The program of folio-cv for ${os} on ${cpu}`, { name, os: [os], cpu: [cpu], files: [program, "NOTICE", "LICENSE-*"] });
  const work = mkdtempSync(join(tmpdir(), "folio-"));
  execFileSync(ending === "zip" ? "unzip" : "tar", ending === "zip" ? ["-q", archive, "-d", work] : ["-xzf", archive, "-C", work]);
  copyFileSync(join(work, `folio-${target}`, program), join(folder, program));
  chmodSync(join(folder, program), 0o755);
  rmSync(work, { recursive: true });
  optionalDependencies[name] = version;
}
if (Object.keys(optionalDependencies).length === 0) {
  console.error(`error: ${archives} holds no archive of a release`);
  process.exit(1);
}

const wrapper = join(to, "folio-cv");
write(wrapper, field("description"), {
  name: "folio-cv",
  bin: { folio: "folio.js", "folio-cv": "folio.js" },
  engines: { node: ">=18" },
  files: ["folio.js", "NOTICE", "LICENSE-*"],
  optionalDependencies,
});
copyFileSync(join(root, "README.md"), join(wrapper, "README.md"));
copyFileSync(join(root, "packaging", "npm-wrapper.js"), join(wrapper, "folio.js"));
