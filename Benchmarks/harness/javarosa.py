"""JavaRosa, warm: how long it takes to validate one finished interview."""

import json

from harness.processes import checked

# Validations before the clock starts, and while it runs.
WARM_UP, TIMED = 3000, 3000


class JavaRosa:
    """The oracle of the corpus, which drives the JavaRosa inside ODK Validate's jar."""

    def __init__(self, place, form, answers):
        place.require_java("java", "javac")
        source = place.shared("corpus/oracle/Oracle.java")
        self.classes = place.work / "oracle"
        self.jar = place.validator
        if not (self.classes / "Oracle.class").exists():
            checked(["javac", "-nowarn", "-cp", self.jar, "-d", self.classes, source])
        self.jobs = place.work / "jobs.jsonl"
        steps = [{"set": path, "value": text} for path, text in answers]
        self._write_jobs(form, steps)

    def _write_jobs(self, form, steps):
        with open(self.jobs, "w", encoding="utf-8") as file:
            for count in (WARM_UP, 0, TIMED):
                job = {"form": str(form), "steps": steps + [{"validate": True}] * count,
                       "timeoutMs": 300_000}
                file.write(json.dumps(job) + "\n")

    def seconds_to_validate(self):
        """One process: the same job with and without validations, once it is warm."""
        run = checked(["java", "-Xmx4g", "-Duser.timezone=UTC", "-Djava.awt.headless=true", "-cp",
                       f"{self.jar}:{self.classes}", "Oracle", self.jobs])
        _, without, timed = [json.loads(line) for line in run.output.splitlines()
                             if line.startswith(b"{")]
        verdicts = {step["validate"] for step in timed["results"] if "validate" in step}
        if verdicts != {"ok"}:
            raise RuntimeError(f"JavaRosa does not find the interview valid: {verdicts}")
        return (timed["ms"] - without["ms"]) / 1000 / TIMED
