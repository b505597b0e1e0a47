/** For each writer a target, and how what was written is read back. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseReceipt } from "../../../src/archive/clean/receipt.ts";
import type { Receipt } from "../../../src/core/document/receipt.ts";

interface Written {
  readonly name: string;
  readonly text?: string;
  readonly receipt?: Receipt;
}

interface ReadBack {
  /** In a folder. */
  target(folder: string): string;
  /** What was written, in order of name. */
  read(target: string): readonly Written[];
}

export const readBack: Readonly<Record<string, ReadBack>> = {
  text: {
    target: (folder) => join(folder, "texts"),
    read(target) {
      const files = readdirSync(target, { recursive: true, encoding: "utf8" });
      const read = (file: string) => readFileSync(join(target, file), "utf8");
      const names = new Set(
        files.filter((file) => /\.(?:txt|json)$/u.test(file)).map((file) => file.replace(/\.\w+$/u, "")),
      );
      return [...names].toSorted().map((name) => ({
        name,
        ...(files.includes(`${name}.txt`) ? { text: read(`${name}.txt`) } : {}),
        ...(files.includes(`${name}.json`)
          ? { receipt: parseReceipt(read(`${name}.json`), `${name}.json`) }
          : {}),
      }));
    },
  },
};
