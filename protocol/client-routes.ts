/**
 * The paths that show the app. Both servers answer exactly these with the shell and any other unknown path with 404, so
 * that a mistyped asset is never mistaken for a page.
 */

const ID = '[\\w-]{16}';

export const clientRoutes = {
  inbox: /^\/$/,
  done: /^\/done$/,
  trash: /^\/trash$/,
  settings: /^\/settings$/,
  todo: new RegExp(`^/todo/(${ID})$`),
} as const;

export function isClientRoute(pathname: string): boolean {
  return Object.values(clientRoutes).some((pattern) => pattern.test(pathname));
}
