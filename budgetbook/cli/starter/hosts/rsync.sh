#!/bin/sh
set -eu
if [ $# -ne 1 ]; then
  echo "./publish.sh user@server:/srv/www/budgets" >&2
  exit 2
fi
cd "$(dirname "$0")"
python3 -m venv .venv
.venv/bin/python -m pip install --quiet --requirement requirements.txt
.venv/bin/budgetbook check
.venv/bin/budgetbook
rsync --recursive --checksum --compress --chmod=D755,F644 --exclude=.gitignore --delay-updates --delete-after site/ "$1/"
