/** The page's colours, read again when the theme changes. */
export interface Palette {
  text: string;
  faint: string;
  ground: string;
  raised: string;
  line: string;
  accent: string;
  bad: string;
  kinds: Record<string, string>;
}

const KINDS = ['adapter_run', 'task_setup', 'container', 'model_call', 'tool_call', 'verify', 'cleanup'];

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue('--' + name).trim();
  return {
    text: color('text'), faint: color('faint'), ground: color('ground'), raised: color('raised'), line: color('line'), accent: color('accent'), bad: color('bad'),
    kinds: Object.fromEntries(KINDS.map(kind => [kind, color('kind-' + kind.replace('_', '-'))])),
  };
}

export function onThemeChange(change: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', change);
}
