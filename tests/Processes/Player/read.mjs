// Reads a recording with the core of asciinema's own player and tells what it would play, as JSON.
import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("./node_modules/asciinema-player/dist/", import.meta.url);
const { C: Core } = await import(new URL(readdirSync(folder).find((name) => /^core-.*\.js$/.test(name)), folder));
const quiet = { log() {}, debug() {}, info() {}, warn(...text) { console.error(...text); }, error(...text) { console.error(...text); } };
const player = new Core({ data: readFileSync(process.argv[2], "utf8") }, { logger: quiet, speed: 1, preload: true });
const told = { output: "", markers: [], resizes: [], duration: 0, errors: [] };
for (const name of ["output", "resize", "metadata", "error"]) {
  player.addEventListener(name, (event) => {
    if (name === "output") told.output += [event.data ?? event].flat().join("");
    else if (name === "resize") told.resizes.push(`${event.cols}x${event.rows}`);
    else if (name === "metadata") Object.assign(told, { duration: event.duration, markers: event.markers });
    else if (name === "error") told.errors.push(String(event.message ?? event));
  });
}

player.terminalReady();
await player.init();
await player.seek("100%");
process.stdout.write(JSON.stringify(told) + "\n", () => process.exit(0));
