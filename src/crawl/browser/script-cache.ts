/** Scripts that the pages of a crawl share: a browser that starts afresh with each page would load them each time. */
import type { Request } from "playwright";

interface Script {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

export interface ScriptCache {
  get(request: Request): Script | undefined;
  /** Remembers what came, where it is a whole script. */
  keep(request: Request): Promise<void>;
}

/** No site has more of them. Bytes. */
const MAX_BYTES = 64 * 1024 * 1024;

export function createScriptCache(): ScriptCache {
  const scripts = new Map<string, Script>();
  let size = 0;
  return {
    get(request) {
      return isScript(request) ? scripts.get(request.url()) : undefined;
    },
    async keep(request) {
      if (!isScript(request) || request.failure() !== null) return;
      const response = await request.response();
      if (response?.status() !== 200) return;
      const body = await response.body();
      if (size + body.length > MAX_BYTES) return;
      size += body.length;
      const { "content-encoding": _, "content-length": __, ...headers } = await response.allHeaders();
      scripts.set(request.url(), { status: 200, headers, body });
    },
  };
}

function isScript(request: Request): boolean {
  return request.resourceType() === "script" && request.method() === "GET";
}
