/** Takes the pipeline's hash out of the receipts of the sample corpus: it would change all of them with every rule. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatReceipt } from "../src/archive/clean/receipt.ts";
import { writeAtomically } from "../src/archive/files/atomic.ts";
import type { Receipt } from "../src/core/document/receipt.ts";

const folder = join(import.meta.dirname, "../clean/receipts");

for (const name of readdirSync(folder)) {
  const path = join(folder, name);
  const { pipeline: _, ...lasting } = JSON.parse(readFileSync(path, "utf8")) as Receipt;
  writeAtomically(path, formatReceipt(lasting));
}
