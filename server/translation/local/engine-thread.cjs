"use strict";
// The package ships its worker as CommonJS inside an ES module package, so Node refuses to load it as it is
// (`require is not defined`). Compiled here by hand, with its own folder as __dirname, it finds its WASM.
const { readFileSync } = require("node:fs");
const { Module } = require("node:module");
const { dirname, join } = require("node:path");

const folder = dirname(
  require.resolve("@browsermt/bergamot-translator/worker/translator-worker.js"),
);
const path = join(folder, "translator-worker.js");
const worker = new Module(path);
worker.filename = path;
worker.paths = module.paths;
worker._compile(readFileSync(path, "utf8"), path);
