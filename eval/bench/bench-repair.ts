/** What repairing characters costs: texts that are right and the same texts after NFKC, beside autocorrect. */
import { repairText } from "../../src/core/pipeline/repair.ts";
import { median } from "../../src/core/text/numbers.ts";

/** Millions of bytes (UTF-8) in a second. */
export interface Rates {
  readonly right: number;
  readonly damaged: number;
}

export interface RepairBench {
  readonly newsift: Rates;
  /** Absent where autocorrect-node is not installed. */
  readonly autocorrect?: Rates;
}

/** Something that repairs a text. */
type Contender = (text: string) => unknown;

/** Rounds before the first that counts: the compiler is at work in them. */
const WARM_UP = 10;

/** @param texts repaired one by one, by one contender after the other in each round */
export async function benchRepair(texts: readonly string[], rounds: number): Promise<RepairBench> {
  const autocorrect = await loadAutocorrect();
  const contenders = { newsift: repairText, ...(autocorrect === undefined ? {} : { autocorrect }) };
  const right = measure(texts, contenders, rounds);
  const damaged = measure(
    texts.map((text) => text.normalize("NFKC")),
    contenders,
    rounds,
  );
  const rates = (name: string): Rates => ({ right: right.get(name)!, damaged: damaged.get(name)! });
  return {
    newsift: rates("newsift"),
    ...(autocorrect === undefined ? {} : { autocorrect: rates("autocorrect") }),
  };
}

function measure(
  texts: readonly string[],
  contenders: Readonly<Record<string, Contender>>,
  rounds: number,
): ReadonlyMap<string, number> {
  const times = new Map(Object.keys(contenders).map((name): [string, number[]] => [name, []]));
  for (let round = -WARM_UP; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contenders)) {
      const start = performance.now();
      for (const text of texts) run(text);
      if (round >= 0) times.get(name)!.push(performance.now() - start);
    }
  }
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return new Map([...times].map(([name, own]) => [name, bytes / 1000 / median(own)]));
}

async function loadAutocorrect(): Promise<Contender | undefined> {
  // Not named in the import: the project does not depend on it.
  const name = "autocorrect-node";
  try {
    return ((await import(name)) as { format: Contender }).format;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

/** The figures for people: a line. */
export function formatRepairBench({ newsift, autocorrect }: RepairBench): string {
  const rates = ({ right, damaged }: Rates) =>
    `${right.toFixed(1)} MB/s of right text, ${damaged.toFixed(1)} MB/s of the same after NFKC`;
  const beside =
    autocorrect === undefined
      ? "not measured. Install it with `npm run add -- --no-save autocorrect-node`."
      : rates(autocorrect);
  return `repairing characters: ${rates(newsift)}\nthe same with autocorrect: ${beside}`;
}
