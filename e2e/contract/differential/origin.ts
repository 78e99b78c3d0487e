/** The address in the address bar, as far as the servers know. */
export const ORIGIN = 'https://todo.example';
