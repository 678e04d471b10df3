# Campo. `make demo` shows the whole path on this machine; `make test` runs every test.
# Both bring the system libraries they need (Scripts/require-system.sh).

BIN := .build/debug

.PHONY: help system build demo test crash faults fuzz findings bench lint format clean

help:
	@echo "make demo   una jornada de campo completa en esta máquina / a whole day of fieldwork on this machine"
	@echo "make test   todas las pruebas / every test"
	@echo "make crash  fallas en cada escritura de los programas / a fault at every write of the programs"
	@echo "make faults una conexión cortada en cada byte de un intercambio / a link cut at every byte of an exchange"
	@echo "make bench  velocidad junto a otras herramientas / speed beside other tools"
	@echo "make build  campo, campo-server     make lint   estilo / style"

system:
	@sh Scripts/require-system.sh

build: system
	swift build --product campo
	swift build --product campo-server

demo: build
	swift build --product campo-demo
	@$(BIN)/campo-demo --bin $(BIN) $(DEMO_OPTIONS)

# The end-to-end tests start the executables, so those are built before the tests run.
test: build
	swift build --build-tests
	@sh Scripts/run-tests.sh

# Every point of the crash matrix (Docs/Durability.md): some minutes; make test runs a sample of it.
crash: build
	swift build --build-tests
	CAMPO_CRASH=all sh Scripts/run-tests.sh --filter CrashMatrixTests

# A synchronization cut at every byte, both ways (Docs/Simulation.md); make test runs a sample of them.
faults: build
	swift build --build-tests
	CAMPO_FAULTS=all swift test --skip-build --disable-xctest --filter FaultTests

# One target for a while: make fuzz TARGET=yaml SECONDS=600
fuzz: system
	sh Scripts/fuzz.sh $(TARGET) $(SECONDS)

# Writes the tables of Docs/Findings.md from the rules.
findings: system
	CAMPO_WRITE_DOCS=1 swift test --disable-xctest --filter FindingsPageTests

# Optimised builds beside pyxform, ODK Validate and JavaRosa (Docs/Performance.md); BARS names some groups.
bench: system
	@python3 Benchmarks/run.py $(BARS)

lint:
	swift format lint --strict --parallel -r Package.swift Sources SyncServer Tests Benchmarks/Package.swift Benchmarks/Sources

format:
	swift format format --in-place --parallel -r Package.swift Sources SyncServer Tests Benchmarks/Package.swift Benchmarks/Sources

clean:
	swift package clean
