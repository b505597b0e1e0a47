/** The program: commands by name, each imported when it is called. */
import { Command } from "commander";
import type { Session } from "./session.ts";

/** Gives a command, which has its name and its summary, all the rest: arguments, options, action. */
export type DefineCommand = (command: Command, session: Session, program: Program) => void;

export interface CommandEntry {
  readonly name: string;
  /** What it does, in the imperative, without a full stop. */
  readonly summary: string;
  readonly load: () => Promise<DefineCommand>;
}

export interface CommandGroup {
  readonly heading: string;
  readonly commands: readonly CommandEntry[];
}

export class Program extends Command {
  readonly #session: Session;
  readonly #undefined = new Map<Command, CommandEntry>();

  constructor(name: string, session: Session) {
    super(name);
    this.#session = session;
    this.hook("preSubcommand", (_, command) => this.#define(command));
  }

  addGroup({ heading, commands }: CommandGroup): void {
    this.commandsGroup(heading);
    for (const entry of commands) {
      this.#undefined.set(this.command(entry.name).description(entry.summary), entry);
    }
  }

  /** Imports all commands, for those who ask what each of them takes. */
  async defineAll(): Promise<this> {
    for (const command of this.#undefined.keys()) await this.#define(command);
    return this;
  }

  async #define(command: Command): Promise<void> {
    const entry = this.#undefined.get(command);
    if (entry === undefined) return;
    this.#undefined.delete(command);
    const define = await entry.load();
    define(command, this.#session, this);
  }
}
