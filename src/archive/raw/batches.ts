/** Work that is cheaper done together: what comes in one turn of the event loop goes in one batch. */

export interface Batches<Item, Result> {
  /** @returns what the work made of it */
  add(item: Item): Promise<Result>;
}

interface Waiting<Item, Result> extends PromiseWithResolvers<Result> {
  readonly item: Item;
}

/**
 * @param fits whether an item may go with those before it; one that may not begins the next batch
 * @param work does a batch, all or nothing: one that fails is done again item by item, so that each gets its own error
 */
export function createBatches<Item, Result>(
  fits: (batch: readonly Item[], item: Item) => boolean,
  work: (batch: readonly Item[]) => readonly Result[],
): Batches<Item, Result> {
  let waiting: Waiting<Item, Result>[] = [];

  return {
    add(item) {
      if (waiting.length === 0) setImmediate(flush);
      const settling = { item, ...Promise.withResolvers<Result>() };
      waiting.push(settling);
      return settling.promise;
    },
  };

  function flush(): void {
    const all = waiting;
    waiting = [];
    let batch: Waiting<Item, Result>[] = [];
    for (const next of all) {
      const items = batch.map(({ item }) => item);
      if (batch.length > 0 && !fits(items, next.item)) {
        settle(batch);
        batch = [];
      }
      batch.push(next);
    }
    settle(batch);
  }

  function settle(batch: readonly Waiting<Item, Result>[]): void {
    try {
      const results = work(batch.map(({ item }) => item));
      for (const [at, { resolve }] of batch.entries()) resolve(results[at]!);
    } catch (error) {
      if (batch.length === 1) batch[0]!.reject(error);
      else for (const one of batch) settle([one]);
    }
  }
}
