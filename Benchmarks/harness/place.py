"""Where things are: the builds, `../shared`, and what is missing on this machine."""

import pathlib
import shutil
import subprocess

from harness.processes import checked

PYXFORM = "4.5.0"
LORO = "1.17.1"
PYCRDT = "0.14.13"


class Missing(Exception):
    """Something that a bar needs is not here; the message says what, in one line."""


class Place:
    def __init__(self):
        self.root = pathlib.Path(__file__).resolve().parents[2]
        self.build_folder = self.root / ".build" / "benchmarks"
        self.results = self.root / "Benchmarks" / "results"
        self.work = self.build_folder / "work"

    # What is built here.

    def build(self):
        """Builds `campo`, `campo-server` and the measuring program, optimised, in one tree."""
        if shutil.which("swift") is None:
            raise Missing("no swift; see https://swift.org/install")
        command = ["swift", "build", "-c", "release", "--static-swift-stdlib", "--package-path", self.root / "Benchmarks",
                   "--scratch-path", self.build_folder]
        print("building:", " ".join(str(word) for word in command), flush=True)
        if subprocess.run(command).returncode != 0:
            raise Missing("the build failed")
        self.work.mkdir(parents=True, exist_ok=True)

    @property
    def campo(self):
        return self.build_folder / "release" / "campo"

    @property
    def campo_server(self):
        return self.build_folder / "release" / "campo-server"

    @property
    def measuring(self):
        return self.build_folder / "release" / "Measure"

    def measures(self, *arguments):
        """What the measuring program says: a number by name."""
        output = checked([self.measuring, *arguments]).output.decode("utf-8")
        pairs = (line.split("\t") for line in output.splitlines())
        return {name: float(value) for name, value in pairs}

    # What stands beside it.

    def shared(self, path):
        found = self.root.parent / "shared" / path
        if not found.exists():
            raise Missing(f"no ../shared/{path}")
        return found

    @property
    def python(self):
        """The Python of a virtual environment with pyxform, made on first use."""
        return self.python_with("pyxform", PYXFORM)

    def python_with(self, package, version):
        """The Python of a virtual environment with a package of PyPI."""
        folder = self.root / ".build" / "benchmarks-venv"
        python = folder / "bin" / "python3"
        try:
            if not python.exists():
                checked(["python3", "-m", "venv", folder])
            if not list(folder.glob(f"lib/*/site-packages/{package}-{version}.dist-info")):
                checked([python, "-m", "pip", "install", "-q", f"{package}=={version}"])
        except RuntimeError as error:
            lines = str(error).splitlines()
            raise Missing(f"{package} {version} could not be installed: {lines[-1]}") from error
        return python

    def folder(self, name):
        """An empty folder of that name on the disk of the build."""
        found = self.work / name
        shutil.rmtree(found, ignore_errors=True)
        found.mkdir(parents=True)
        return found

    @property
    def xls2xform(self):
        return self.python.parent / "xls2xform"

    @property
    def validator(self):
        """ODK Validate's jar, which pyxform ships."""
        found = sorted(self.python.parent.parent.glob("lib/*/site-packages/pyxform/**/ODK_Validate.jar"))
        if not found:
            raise Missing("pyxform came without ODK_Validate.jar")
        return found[0]

    def require_java(self, *tools):
        absent = [tool for tool in tools if shutil.which(tool) is None]
        if absent:
            raise Missing(f"no {' or '.join(absent)}; on Debian: apt-get install default-jdk-headless")

    @staticmethod
    def machine():
        cores = subprocess.run(["nproc"], capture_output=True, text=True).stdout.strip()
        model = next(
            (line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
             if line.startswith("model name")), "unknown processor")
        load = open("/proc/loadavg", encoding="utf-8").read().split()[0]
        return f"{cores} cores, {model}, load {load}"
