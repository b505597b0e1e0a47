/** What every reader of the registry keeps to; what each is fed stands in `reader-samples.ts`. */
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { BadRecord, PageRecord, ReadEvent } from "../../../src/archive/formats/reader.ts";
import { readers, readPages } from "../../../src/archive/formats/readers.ts";
import { NewsiftError, UnreadableInputError } from "../../../src/core/errors.ts";
import { temporaryFolder } from "../../support/store-workspace.ts";
import { samples } from "./reader-samples.ts";

async function all(events: AsyncIterable<ReadEvent>): Promise<readonly ReadEvent[]> {
  const found: ReadEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

const pagesOf = (events: readonly ReadEvent[]) =>
  events.filter((event): event is PageRecord => "page" in event);
const badOf = (events: readonly ReadEvent[]) =>
  events.filter((event): event is BadRecord => "error" in event);

test("each reader has samples, and a name of its own", () => {
  expect(Object.keys(samples).toSorted()).toEqual(readers.map(({ name }) => name).toSorted());
});

describe.each(readers)("the reader $name", ({ name }) => {
  const { good, bad } = samples[name]!;

  test("is the one that reads its sources", () => {
    for (const source of [good().source, bad().source]) {
      expect(readers.find((reader) => reader.accepts(source))?.name).toBe(name);
    }
  });

  test("yields the bytes, their format and how they came", async () => {
    const { source, pages } = good();
    const found = pagesOf(await all(readPages(source)));
    expect(found.map(({ page }) => [page.format, Buffer.from(page.bytes)])).toEqual(
      pages.map(({ format, bytes }) => [format, Buffer.from(bytes)]),
    );
    for (const { arrival } of found) {
      expect(new Date(arrival.fetchedAt).toISOString()).toBe(arrival.fetchedAt);
      expect(["http", "browser", "import"]).toContain(arrival.fetcher);
    }
  });

  test("calls each page by a name that is a path below a folder, and says where it stands", async () => {
    for (const { name: called, place } of pagesOf(await all(readPages(good().source)))) {
      expect(called).not.toBe("");
      expect(join("/out", called).startsWith("/out/")).toBe(true);
      expect(place).toContain(called);
    }
  });

  test("reads the same in the same order each time", async () => {
    const told = async () =>
      (await all(readPages(good().source))).map((event) => ("name" in event ? event.name : event.place));
    expect(await told()).toEqual(await told());
  });

  test("names a record that it cannot read, and reads the others", async () => {
    const { source, pages, errors } = bad();
    const events = await all(readPages(source));
    expect(pagesOf(events).map(({ page }) => Buffer.from(page.bytes))).toEqual(
      pages.map(({ bytes }) => Buffer.from(bytes)),
    );
    const found = badOf(events);
    expect(found.map(({ error }) => error.name)).toEqual(errors);
    for (const { place, error } of found) {
      expect(error).toBeInstanceOf(NewsiftError);
      expect(error.message.toLowerCase()).toContain(place.toLowerCase());
    }
  });

  test("can be left before its end", async () => {
    for await (const event of readPages(good().source)) if ("page" in event) return;
    expect.unreachable();
  });
});

test("a path that leads nowhere is no bad record: the source cannot be read", async () => {
  const path = join(temporaryFolder(), "nowhere");
  await expect(all(readPages(path))).rejects.toThrow(
    new UnreadableInputError(
      `${path} could not be read: there is no such file or folder. Check the spelling.`,
    ),
  );
});
