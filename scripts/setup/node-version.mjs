/** The one check that must work on any Node, so it uses no syntax that an old one would stumble over. */

const OLDEST_MAJOR = 20;

/** Ends the script with clear words when this Node is too old to go on. */
export function requireNode() {
  const problem = nodeProblem(process.versions.node);
  if (!problem) return;
  console.error('\n' + problem);
  process.exit(1);
}

/**
 * @param {string} version for example `20.20.2`
 * @returns {string | undefined} what to tell the person, or nothing when the version will do
 */
export function nodeProblem(version) {
  if (Number(version.split('.')[0]) >= OLDEST_MAJOR) return undefined;
  return [
    'This is Node ' + version + ', and Holdfast needs Node ' + OLDEST_MAJOR + ' or newer.',
    'Nothing was installed or changed.',
    'Install a newer Node from https://nodejs.org and run the same command again.',
  ].join('\n');
}
