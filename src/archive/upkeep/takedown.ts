/** What a takedown means: which addresses, which documents, and what else holds a copy of them. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { UsageError, WorkspaceError } from "../../core/errors.ts";
import { hostOf } from "../../core/page/resolve-address.ts";
import { withWriteErrors } from "../files/atomic.ts";
import type { Twins } from "../raw/canonical.ts";
import { openCleanStore } from "../clean/clean.ts";
import { pageHex, parseId } from "../raw/numbering.ts";
import type { RawStore } from "../raw/raw.ts";
import { deleteCatalogue } from "./rebuild.ts";
import type { Removal } from "../raw/removals.ts";
import { hashToClean } from "../raw/rendered.ts";
import { readSidecar } from "../raw/sidecar.ts";
import { canonicalHost } from "../raw/tombstones.ts";
import type { Workspace } from "../files/workspace.ts";

/** A page, or all pages of a host. */
export interface Target {
  /** As a person named it. */
  readonly name: string;
  readonly host?: string;
  /** Identities (16 hex digits) of the page, over http and https. */
  readonly pages: readonly string[];
  /** Whether an address, however it is spelt, is meant. */
  covers(url: string): boolean;
}

/** @throws {UsageError} where it is neither an address nor a host */
export function targetOf(name: string, twins: Twins = {}): Target {
  if (/^https?:\/\//iu.test(name) && URL.canParse(name)) {
    return pageTarget(
      name,
      ["http:", "https:"].map((scheme) => pageHex(withScheme(name, scheme), NOTHING, twins)),
      twins,
    );
  }
  if (/^[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/iu.test(name) && URL.canParse(`http://${name}`)) {
    const host = canonicalHost(`http://${name}`, twins);
    return { name, host, pages: [], covers: (url) => isAddress(url) && canonicalHost(url, twins) === host };
  }
  throw new UsageError(
    `"${name}" is neither an address nor a host: give one like https://www.example.org/1.html or www.example.org.`,
  );
}

/** The same page, and these that belong to it. */
export function withPages(target: Target, pages: readonly string[], twins: Twins = {}): Target {
  const { host, name } = target;
  const wider = pageTarget(name, [...new Set([...target.pages, ...pages])], twins);
  if (host === undefined) return wider;
  return { ...wider, host, covers: (url) => target.covers(url) || wider.covers(url) };
}

const NOTHING = new Uint8Array();

function pageTarget(name: string, pages: readonly string[], twins: Twins): Target {
  return { name, pages, covers: (url) => isAddress(url) && pages.includes(pageHex(url, NOTHING, twins)) };
}

function isAddress(url: string): boolean {
  return /^https?:\/\//iu.test(url) && URL.canParse(url);
}

function withScheme(url: string, scheme: string): string {
  const address = new URL(url);
  address.protocol = scheme;
  return address.href;
}

/** A document that a takedown is about. */
export interface FoundDocument {
  readonly id: string;
  readonly url?: string;
  readonly title?: string;
}

export interface Affected {
  /** Those that go: the pages themselves, and the further pages of their articles. */
  readonly documents: readonly FoundDocument[];
  /** Identities of what goes: they are never fetched again. */
  readonly pages: readonly string[];
  /** Ids of articles that stay, but hold the text of a further page that goes. */
  readonly joined: readonly string[];
  /** Hosts of which nothing stays. */
  readonly emptyHosts: readonly string[];
  /** Those that stay, with what speaks for looking at them too. */
  readonly elsewhere: readonly (FoundDocument & { readonly why: string })[];
  /** Why something could not be looked at. */
  readonly damaged: readonly WorkspaceError[];
}

/** @param earlier takedowns of the same: one that was killed may have left something */
export async function findAffected(
  workspace: Workspace,
  raw: RawStore,
  target: Target,
  earlier: readonly Removal[],
): Promise<Affected> {
  const damaged: WorkspaceError[] = [];
  const all = (await raw.list()).map((id) => look(workspace, id, damaged));
  const removed = new Set(earlier.flatMap(({ documents }) => documents));
  const joinedBefore = new Set(earlier.flatMap(({ joined = [] }) => joined));
  for (const { id, hex, url } of all) {
    if (target.pages.includes(hex) || (url !== undefined && target.covers(url))) removed.add(id);
  }
  for (const { id, continues } of all) if (removed.has(continues ?? "")) removed.add(id);
  const going = all.filter(({ id }) => removed.has(id));
  const staying = all.filter(({ id }) => !removed.has(id));
  const hostsOf = (documents: readonly Looked[]) =>
    new Set(documents.flatMap(({ url }) => hostOf(url) ?? []));
  const hosts = hostsOf(staying);
  const contents = new Set(going.flatMap(({ hashes }) => hashes));
  const whyElsewhere = ({ hashes, way }: Looked) => {
    if (hashes.some((hash) => contents.has(hash))) return "has the same text";
    return way.some((url) => target.covers(url)) ? "was reached by way of it" : undefined;
  };
  return {
    documents: going.map(describe),
    pages: [
      ...new Set([
        ...target.pages,
        ...going
          .filter(({ url }) => url === undefined || target.host === undefined || !target.covers(url))
          .map(({ hex }) => hex),
      ]),
    ],
    joined: staying.flatMap(({ id, parts }) =>
      joinedBefore.has(id) || parts.some((part) => removed.has(part)) ? [id] : [],
    ),
    emptyHosts: [...hostsOf(going), target.host ?? hostOf(target.name)!].filter((host) => !hosts.has(host)),
    elsewhere: staying.flatMap((one) => {
      const why = whyElsewhere(one);
      return why === undefined ? [] : [{ ...describe(one), why }];
    }),
    damaged,
  };
}

/** The takedowns before this one that meant the same. */
export function earlierTakedowns(removals: readonly Removal[], { host, pages }: Target): readonly Removal[] {
  return removals.filter((one) =>
    host === undefined ? one.pages?.some((hex) => pages.includes(hex)) : one.host === host,
  );
}

/** Texts and receipts of articles that are to be cleaned again, and what .newsift/ keeps of all documents. */
export function removeDerived(workspace: Workspace, joined: readonly string[]): void {
  const clean = openCleanStore(workspace);
  for (const id of joined) clean.remove(id);
  deleteCatalogue(workspace);
  const report = join(workspace.stateDir, "report.html");
  withWriteErrors(report, () => rmSync(report, { force: true }));
}

interface Looked extends FoundDocument {
  readonly hex: string;
  readonly continues?: string | undefined;
  readonly parts: readonly string[];
  /** Addresses asked for on the way to it. */
  readonly way: readonly string[];
  /** Of the page that is cleaned and of its text. */
  readonly hashes: readonly string[];
}

function look(workspace: Workspace, id: string, damaged: WorkspaceError[]): Looked {
  const sound = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      damaged.push(error);
      return undefined;
    }
  };
  const sidecar = sound(() => readSidecar(workspace, id));
  const receipt = sound(() => openCleanStore(workspace).read(id).receipt);
  const url = sidecar?.finalUrl ?? sidecar?.url ?? receipt?.url;
  const title = receipt?.metadata.title;
  return {
    id,
    hex: parseId(id)!.hex,
    ...(url === undefined ? {} : { url }),
    ...(title === undefined ? {} : { title }),
    continues: sidecar?.continues ?? receipt?.continues,
    parts: receipt?.parts ?? [],
    way: [sidecar?.url, ...(sidecar?.redirects ?? [])].filter((address) => address !== undefined),
    hashes: [sidecar && hashToClean(sidecar), receipt?.textSha256].filter((hash) => hash !== undefined),
  };
}

function describe({ id, url, title }: Looked): FoundDocument {
  return { id, ...(url === undefined ? {} : { url }), ...(title === undefined ? {} : { title }) };
}
