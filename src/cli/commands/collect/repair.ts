import { buffer } from "node:stream/consumers";
import type { Command } from "commander";
import { Page } from "../../../core/page/page.ts";
import { repair } from "../../../core/pipeline/repair.ts";
import { sniffFormat } from "../../../archive/formats/sniff.ts";
import { type JsonOption, jsonOption } from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";

export function defineRepair(command: Command, session: Session): void {
  command.addOption(jsonOption).action((options: JsonOption) => repairInput(session, options));
}

/**
 * The whole input at once: what is a dodge, and what a machine put in, shows in the text as a whole.
 *
 * @throws {PdfInputError | BinaryInputError} where it is no text
 */
async function repairInput(session: Session, { json }: JsonOption): Promise<void> {
  const page = new Page(await buffer(session.io.stdin), { format: "text" });
  if (page.bytes.length > 0) sniffFormat("Standard input", page);
  const repaired = repair(page.text);
  if (json) session.printJson(repaired);
  else session.write(Buffer.from(repaired.text));
}
