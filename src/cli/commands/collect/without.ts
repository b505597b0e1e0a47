/** `newsift clean --without`: the texts as if some stage or reason had seen nothing. Writes nothing. */
import { cleanPage } from "../../../archive/corpus/clean-article.ts";
import { type PagesToCleanOptions, pagesToClean } from "../../terminal/pages-to-clean.ts";
import type { Session } from "../../terminal/session.ts";
import { showRefusal } from "../../terminal/summary.ts";
import { say } from "../../../core/words/say.ts";

/** Prints the texts, each under its id where there are several; `--json` gives verdicts and receipts besides. */
export async function printWithout(
  session: Session,
  names: readonly string[],
  { json = false, ...options }: PagesToCleanOptions & { readonly json?: boolean },
): Promise<void> {
  const documents: object[] = [];
  for await (const { page, id, pipeline, decisions } of pagesToClean(session, names, options)) {
    const { text, verdict, receipt } = cleanPage(pipeline, page, id, decisions).cleaned;
    session.io.signal?.throwIfAborted();
    if (json) documents.push({ document: id, verdict, text, receipt });
    else {
      if (names.length !== 1) session.print(`==> ${id} (${verdict.kind})`);
      else if (verdict.kind !== "article") {
        session.say(
          `${id} is ${showRefusal({ verdict: verdict.kind, reasons: verdict.reasons.map((reason) => say(session.words.verdictReasons, reason)) })}`,
        );
      }
      session.write(Buffer.from(text));
    }
  }
  if (json) session.printJson({ documents });
}
