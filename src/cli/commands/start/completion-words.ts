/** What can stand on the command line: read off the commands themselves, so that none is forgotten. */
import type { Command, Option } from "commander";

/** A word, with what the help says of it. */
export interface Word {
  readonly word: string;
  readonly about: string;
}

export interface CompletionFlag {
  /** Its spellings: `-w`, `--workspace`. */
  readonly words: readonly string[];
  readonly about: string;
  /** The next word belongs to it. */
  readonly takesValue: boolean;
  /** What that may be; empty where it may be anything. */
  readonly choices: readonly string[];
  /** It is the name of a folder. */
  readonly isFolder: boolean;
}

/** What can stand behind a command. */
export interface CompletionPlace {
  /** The names that lead to it, a space before each: ` runs show`; empty for newsift itself. */
  readonly path: string;
  /** Commands, and what its arguments may be, where that is settled. */
  readonly words: readonly Word[];
  readonly flags: readonly CompletionFlag[];
}

/** Every command, newsift itself first. */
export function placesOf(command: Command, path = "", helped?: readonly Word[]): readonly CompletionPlace[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const names = commands.map((one) => ({ word: one.name(), about: one.description() }));
  const choices = command.registeredArguments.flatMap(({ argChoices = [], description }) =>
    argChoices.map((word) => ({ word, about: description })),
  );
  const own: CompletionPlace = {
    path,
    words: [...names, ...choices, ...(helped ?? [])],
    flags: help.visibleOptions(command).map(flagOf),
  };
  const below = commands.flatMap((one) => {
    // What can be helped with is what stands beside the command `help`.
    const isHelp = !command.commands.includes(one);
    return placesOf(one, `${path} ${one.name()}`, isHelp ? names : undefined);
  });
  return [own, ...below];
}

function flagOf({ short, long, flags, description, required, argChoices = [] }: Option): CompletionFlag {
  return {
    words: [short, long].filter((word) => word !== undefined),
    about: description,
    takesValue: required,
    choices: argChoices,
    isFolder: /<dir>/u.test(flags),
  };
}
