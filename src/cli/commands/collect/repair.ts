import { buffer } from "node:stream/consumers";
import type { Command } from "commander";
import { jsonOption } from "../../terminal/options.ts";
import type { JsonOption } from "../../terminal/options.ts";
import type { Session } from "../../terminal/session.ts";

export function defineRepair(program: Command, session: Session): void {
  program
    .command("repair")
    .description("put the characters of a text right, from standard input to standard output, line for line")
    .addOption(jsonOption)
    .action((options: JsonOption) => repairInput(session, options));
}

/**
 * The whole input at once: what is a dodge, and what a machine put in, shows in the text as a whole.
 *
 * @throws {PdfInputError | BinaryInputError} where it is no text
 */
async function repairInput(session: Session, { json }: JsonOption): Promise<void> {
  const { sniffFormat } = await import("../../../crawl/fetch/sniff.ts");
  const { decode } = await import("../../../core/page/decode.ts");
  const { repair } = await import("../../../core/pipeline/repair.ts");
  const bytes = await buffer(session.io.stdin);
  if (bytes.length > 0) sniffFormat("Standard input", bytes);
  const repaired = repair(decode(bytes).text);
  if (json) session.printJson(repaired);
  else session.write(Buffer.from(repaired.text));
}
