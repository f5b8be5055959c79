const HIDDEN = /[^\P{C}\n\t]|[\p{Zl}\p{Zp}]/gu;

/** Text with nothing hidden in it, as the server writes it: controls, direction marks and zero-width characters as `\u{202E}`. */
export function visible(text: string): string {
  return text.replace(HIDDEN, hidden => `\\u{${hidden.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}}`);
}
