import { create } from 'asciinema-player';
import 'asciinema-player/dist/bundle/asciinema-player.css';

(globalThis as { tracingPlayer?: unknown }).tracingPlayer = create;
