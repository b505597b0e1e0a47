/** Which stages run, and with which thresholds. */
import { StageError, UsageError } from "../errors.ts";
import { stageNameToday } from "../stages/former-names.ts";
import type { Finding } from "../document/finding.ts";
import type { Stage } from "../document/stage.ts";

/** A stage with its resolved options. */
export interface ConfiguredStage {
  readonly stage: Stage;
  readonly options: object;
}

/** Per stage: `false` switches it off, an object changes thresholds named in its `defaults`. */
export type StageSettings = Readonly<Record<string, false | Readonly<Record<string, unknown>>>>;

/**
 * The stages in their order, as they are set.
 * @throws {StageError} where a name is no stage's or no threshold's
 */
export function configuredStages(stages: readonly Stage[], given: StageSettings): readonly ConfiguredStage[] {
  const settings = Object.fromEntries(
    Object.entries(given).map(([name, setting]) => [stageNameToday(name), setting]),
  );
  for (const name of Object.keys(settings)) {
    if (!stages.some((stage) => stage.name === name)) {
      throw new StageError(
        `There is no stage "${name}". The stages are: ${stages.map((stage) => stage.name).join(", ")}.`,
      );
    }
  }
  return stages.flatMap((stage) => {
    const setting = settings[stage.name];
    if (setting === false) return [];
    for (const key of Object.keys(setting ?? {})) {
      if (!Object.hasOwn(stage.defaults, key)) {
        throw new StageError(
          `Stage "${stage.name}" has no option "${key}". It has: ${Object.keys(stage.defaults).join(", ") || "none"}.`,
        );
      }
    }
    return [{ stage, options: { ...stage.defaults, ...setting } }];
  });
}

/**
 * @param names of stages, reasons, `stage/reason`, and of parts of an article
 * @throws {UsageError} where a name is none of these
 */
export function leaveOut(
  stages: readonly ConfiguredStage[],
  given: readonly string[],
): readonly ConfiguredStage[] {
  const names = given.map((name) => name.replace(/^[^/]+/u, stageNameToday));
  const all = stages.map(({ stage }) => stage);
  const parts = all.flatMap(({ parts = [] }) => parts);
  for (const name of names) {
    if (!parts.includes(name) && !all.some((stage) => namesOf(stage).includes(name))) {
      const stage = all.find((stage) => name.startsWith(`${stage.name}/`));
      if (stage !== undefined) {
        throw new UsageError(
          `Stage "${stage.name}" has no reason "${name.slice(stage.name.length + 1)}". It has: ${Object.keys(stage.reasons).join(", ")}.`,
        );
      }
      throw new UsageError(
        `There is no stage and no reason "${name}": newsift clean --trace shows both. The stages are: ${all.map((stage) => stage.name).join(", ")}. Parts of an article are ${parts.join(", ")}.`,
      );
    }
  }
  return stages
    .filter(({ stage }) => !names.includes(stage.name))
    .map(({ stage, options }) => ({
      stage: withoutReasons(stage, names),
      options: { ...options, ...leftOutParts(stage, names) },
    }));
}

function leftOutParts({ parts = [] }: Stage, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(parts.filter((part) => names.includes(part)).map((part) => [part, "leave out"]));
}

function namesOf({ name, reasons }: Stage): readonly string[] {
  return [name, ...Object.keys(reasons).flatMap((reason) => [reason, `${name}/${reason}`])];
}

function withoutReasons(stage: Stage, names: readonly string[]): Stage {
  const isLeftOut = ({ reason }: Finding) =>
    names.includes(reason) || names.includes(`${stage.name}/${reason}`);
  if (!Object.keys(stage.reasons).some((reason) => isLeftOut({ block: 0, reason }))) return stage;
  return {
    ...stage,
    *run(document, options, context) {
      for (const finding of stage.run(document, options, context)) if (!isLeftOut(finding)) yield finding;
    },
  };
}
