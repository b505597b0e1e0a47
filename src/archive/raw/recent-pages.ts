/** Pages that were added a moment ago: whoever cleans them next needs not read and decode them again. */
import type { Page } from "../../core/page/page.ts";

/** Bytes of all of them together; decoded they take three times as much again. */
const AT_MOST = 16 * 1024 * 1024;

export class RecentPages {
  readonly #pages = new Map<string, Page>();
  #size = 0;

  get(id: string): Page | undefined {
    return this.#pages.get(id);
  }

  /** The oldest go where there are too many. */
  keep(id: string, page: Page): void {
    this.#pages.set(id, page);
    this.#size += page.bytes.length;
    for (const [oldest, { bytes }] of this.#pages) {
      if (this.#size <= AT_MOST) return;
      this.#pages.delete(oldest);
      this.#size -= bytes.length;
    }
  }
}
