#!/bin/sh
# Enhances a folder in shares as a Slurm array, and reports when all of them have ended.
#
#   slurm.sh SHARES IN OUT [option of candela enhance ...]
#   SBATCH_PARTITION=night slurm.sh 40 /shared/in /shared/out
#
# Both folders need the same path on every node.
set -eu

shares=$1 out=$3
here=$(dirname "$0")

# Says the numbers of both jobs.
array=$(sbatch --parsable --array="1-$shares" "$here/share.sbatch" "$@")
echo "$array"
sbatch --parsable --job-name=candela-report --dependency="afterany:$array" --output=candela-report.log \
  "$here/report.sbatch" "$out"
