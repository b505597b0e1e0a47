/** How we introduce ourselves, whoever fetches. */
import { readFileSync } from "node:fs";
import type { Config } from "../../config/schema.ts";

/** The `User-Agent` header: `newsift/<version> (+<contact>)`. */
export function userAgentOf({ userAgent, contact }: Pick<Config["crawl"], "userAgent" | "contact">): string {
  const manifest = readFileSync(new URL("../../../package.json", import.meta.url), "utf8");
  const { version } = JSON.parse(manifest) as { readonly version: string };
  return `${userAgent}/${version}${contact === "" ? "" : ` (+${contact})`}`;
}
