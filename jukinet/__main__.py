"""The program `jukinet`: it listens for Ctrl-C before it loads anything, and ends by one line then, as it does where
its output cannot be written, or where the system refuses a file.
"""

from __future__ import annotations

import sys

from jukinet import interrupts, outputs

_INTERRUPTED = 130


def main() -> None:
    """Run the command that the program's arguments name, to its end or until Ctrl-C; never returns."""
    interrupts.listen()
    output = outputs.keep_writing()
    try:
        from jukinet.cli import app

        app()
    except SystemExit as end:
        if end.code == _INTERRUPTED:
            _say_interrupted()
        output.flush()
        if not end.code and output.problem and not isinstance(output.problem, BrokenPipeError):
            sys.stderr.write(f"error: the output cannot be written ({output.problem.strerror}); all else was done\n")
            sys.exit(1)
        raise
    except (KeyboardInterrupt, Exception) as error:
        if interrupts.pressed.is_set():
            _say_interrupted()
            sys.exit(_INTERRUPTED)
        # Any option or variable may name a place whose name is too long, or which nobody may enter.
        if not isinstance(error, OSError) or not error.filename:
            raise
        sys.stderr.write(f"error: {error.filename}: {error.strerror}; mend that, or name another place\n")
        sys.exit(1)


def _say_interrupted() -> None:
    sys.stderr.write("Interrupted: nothing is left half done. Run the command again when you like.\n")


if __name__ == "__main__":
    main()
