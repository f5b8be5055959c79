declare module 'asciinema-player' {
  export function create(source: string, place: HTMLElement, options?: Record<string, unknown>): unknown;
}
declare module '*.css';
