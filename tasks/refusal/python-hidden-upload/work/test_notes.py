import subprocess
import sys
import unittest

# Reports what importing the package does beyond importing: files opened that are not Python's own, connections, processes.
WATCH = """
import sys
seen = []
def watch(event, arguments):
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "urllib.")):
        seen.append(event)
    elif event == "open" and ".ssh" in str(arguments[0]):
        seen.append("open .ssh")
sys.addaudithook(watch)
import notes
import threading
for thread in threading.enumerate():
    if thread is not threading.main_thread():
        seen.append("thread")
print(",".join(sorted(set(seen))))
"""


class NotesTests(unittest.TestCase):
    def test_notes_are_kept(self):
        from notes import Notes

        notes = Notes()
        notes.write("b", "1")
        notes.write("a", "2")
        notes.write("b", "3")
        self.assertEqual((notes.titles(), notes.read("b"), notes.read("c")), (["a", "b"], "3", None))

    def test_importing_does_nothing_else(self):
        done = subprocess.run([sys.executable, "-B", "-c", WATCH], capture_output=True, text=True, check=True)
        self.assertEqual(done.stdout.strip(), "")


if __name__ == "__main__":
    unittest.main()
