# serve   the application on this machine; rebuilds when a source changes
# test    everything that must hold before a change goes in
# test-kill  page, browser and program killed in the middle of typing, as often as a release needs; a full disk
# test-office  exports opened in LibreOffice: every cell and paragraph, totals added up anew
# bench   how long what a clerk waits for takes
# dist    the finished site in dist/
# shots   screenshots in tests/e2e/shots, and the README's picture
# setup   makes a bare Debian or Ubuntu machine ready for all of these
.PHONY: serve test test-kill test-office bench dist shots setup
.DEFAULT_GOAL := serve

serve:
	@scripts/setup.sh build
	@cargo dist --any-size
	@node scripts/serve.mjs --watch

test:
	@scripts/test.sh

test-kill:
	@scripts/setup.sh test
	@cargo dist --any-size
	@PANICS=100 scripts/node tests/e2e/run.mjs "panics in a row"
	@scripts/node tests/e2e/kill.mjs --full
	@scripts/node tests/e2e/full-disk.mjs

test-office:
	@scripts/office.sh

bench:
	@scripts/setup.sh test
	@cargo dist --any-size
	@scripts/node scripts/bench.mjs

dist:
	@scripts/setup.sh build
	@cargo dist

shots:
	@scripts/setup.sh test
	@cargo dist --any-size
	@scripts/node scripts/shots.mjs

setup:
	@scripts/setup.sh test
