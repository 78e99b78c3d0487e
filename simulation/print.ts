/** Writes a line for whoever gave the command. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
