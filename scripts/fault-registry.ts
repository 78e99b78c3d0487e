/** docs/faults.md and the tests that prove its rows, held against each other. */

export interface Registry {
  /** The text of docs/faults.md. */
  readonly markdown: string;
  /** Test files by path from the root. */
  readonly sourceByFile: ReadonlyMap<string, string>;
}

const ID = '(?:BS|[A-GPS])\\d\\d';
const ROW = new RegExp(`^\\| (${ID}) \\|.*\\|(.*)\\|$`, 'gm');
/** Ids at the start of the first argument of a call, and what is called. */
const TITLE = new RegExp(`([\\w.\\])]+)\\(\\s*['"\`]((?:${ID} )+)`, 'g');
const COMMENT = /^\s*(?:\/\/|\/?\*).*$/gm;
const SKIPPED = /\.(?:skip|todo|fails)$/;

/** The first issue whose tests need not be there yet. */
const FIRST_LATER_ISSUE = 4;

/** Everything in which the two differ, in words; nothing when all is well. */
export function discrepancies({ markdown, sourceByFile }: Registry): readonly string[] {
  const idsByFile = new Map(
    Array.from(sourceByFile, ([file, source]) => [file, titledIds(source)] as const),
  );
  const rows = [...markdown.matchAll(ROW)].map(([, id = '', proof = '']) => ({ id, proof }));
  const known = new Set(rows.map(({ id }) => id));
  return [
    ...rows.flatMap(({ id }, at) =>
      rows.findIndex((row) => row.id === id) < at ? [`${id} has two rows`] : [],
    ),
    ...rows.flatMap(({ id, proof }) => doubtsAbout(id, proof, idsByFile)),
    ...Array.from(idsByFile, ([file, ids]) =>
      [...ids].filter((id) => !known.has(id)).map((id) => `${file}: ${id} is no row`),
    ).flat(),
  ];
}

/** The ids that begin the titles of a file's tests; one that is skipped proves nothing. */
export function titledIds(source: string): ReadonlySet<string> {
  const titles = [...source.replaceAll(COMMENT, '').matchAll(TITLE)];
  const proving = titles.filter(([, callee = '']) => !SKIPPED.test(callee));
  return new Set(proving.flatMap(([, , ids = '']) => ids.trim().split(' ')));
}

function doubtsAbout(
  id: string,
  proof: string,
  idsByFile: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] {
  const files = [...proof.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file);
  if (files.length === 0 && !isExcused(proof)) return [`${id} has neither a test nor a reason`];
  return files
    .filter((file) => !idsByFile.get(file)?.has(id))
    .map((file) => `${id}: ${file} has no test of that name`);
}

function isExcused(proof: string): boolean {
  const issue = Number(/\bissue (\d+)/.exec(proof)?.[1] ?? 0);
  return /\b(?:imitated|documented): |\ba later issue\b/.test(proof) || issue >= FIRST_LATER_ISSUE;
}
