/** The library: `newsift/core`, and pipelines whose hash names the code of the core too. */
import "./config/needed-node.ts";
import { openNamedPipeline } from "./archive/corpus/configured-pipeline.ts";
import { coreDigest } from "./config/core-digest.ts";
import * as core from "./core/index.ts";

export * from "./core/index.ts";

export const createPipeline: typeof core.createPipeline = openNamedPipeline;

export const cleanHtml: typeof core.cleanHtml = (html, options) =>
  core.cleanHtml(html, { code: coreDigest(), ...options });

export const cleanText: typeof core.cleanText = (text, options) =>
  core.cleanText(text, { code: coreDigest(), ...options });
