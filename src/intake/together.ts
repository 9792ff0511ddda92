/**
 * Works on calls that come close together in one go, as statements to a database want it: a call waits until `most` have
 * come or `within` ms have passed, and while an earlier go is under way. `work` gives a result for each item, in order.
 * Where a go of several fails, each is tried by itself, so that what is wrong with one stays with it.
 */
export function together<Item, Result>(options: {
  most: number;
  within: number;
  work: (items: readonly Item[]) => Promise<readonly Result[]>;
}): (item: Item) => Promise<Result> {
  const waiting: Call<Item, Result>[] = [];
  let timer: NodeJS.Timeout | null = null;
  let atWork = false;

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (waiting.length >= options.most) void go();
      else timer ??= setTimeout(() => void go(), options.within);
    });

  async function go(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    if (atWork) return;
    atWork = true;
    while (waiting.length > 0) await settle(waiting.splice(0, options.most), options.work);
    atWork = false;
  }
}

interface Call<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

async function settle<Item, Result>(
  calls: readonly Call<Item, Result>[],
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<void> {
  try {
    const results = await work(calls.map(({ item }) => item));
    for (const [place, { resolve }] of calls.entries()) resolve(results[place]!);
  } catch (error) {
    if (calls.length === 1) calls[0]!.reject(error);
    else for (const call of calls) await settle([call], work);
  }
}
