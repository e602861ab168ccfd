#!/bin/sh
set -eu
if [ $# -ne 1 ]; then
  echo "./publish.sh s3://BUCKET" >&2
  exit 2
fi
cd "$(dirname "$0")"
python3 -m venv .venv
.venv/bin/python -m pip install --quiet --requirement requirements.txt
.venv/bin/budgetbook check
.venv/bin/budgetbook
aws s3 sync site "$1" --exclude .gitignore
aws s3 sync site "$1" --exclude .gitignore --delete
