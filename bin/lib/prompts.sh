# shellcheck shell=bash
# What callers hear, built from config/prompts: 8 kHz mono mu-law, as the trunk carries it, so that Asterisk passes the
# bytes on as they are.

PROMPT_TOOLS=(flite=flite sox=sox espeak-ng=espeak-ng
  '/usr/share/asterisk/sounds/es_MX*/digits/21.wav=asterisk-core-sounds-es-wav')
PROMPT_LANGUAGES=(en es so hmn)

ensure_prompts() {
  prompts_whole || rm -f "$RF_PROMPTS/stamp"
  [[ $(cat "$RF_PROMPTS/stamp" 2>/dev/null) == "$(prompts_hash)" ]] && return 0
  ensure_debs "${PROMPT_TOOLS[@]}"
  ensure_asterisk # the music comes with it
  with_lock prompts 900 build_prompts
}

# Whether all files are there that were built.
prompts_whole() {
  local language id rest
  [[ -e $RF_PROMPTS/prompts.tsv ]] || return 1
  while IFS=$'\t' read -r language id rest; do
    [[ $language == language || -s $RF_PROMPTS/ringfence/$language/$id.ulaw ]] || return 1
  done <"$RF_PROMPTS/prompts.tsv"
}

prompts_hash() {
  (cd "$RF_HOME" && content_hash config/prompts bin/lib/prompts.sh bin/lib/level.awk)
}

# prompts [LANGUAGE]: builds what has changed, then says what there is and what is still to be recorded.
prompts() {
  local language=${1:-}
  [[ -z $language || " ${PROMPT_LANGUAGES[*]} " == *" $language "* ]] ||
    die "prompts does not know the language '$language': one of ${PROMPT_LANGUAGES[*]}"
  ensure_prompts
  prompt_report
  if [[ -n $language ]]; then
    say "Still to be recorded in $language, as config/prompts/recorded/$language/ID.wav:"
    awk -F'\t' -v l="$language" '$1 == l { print "  " $2 "\t" $3 }' "$RF_PROMPTS/to-record.tsv"
  fi
}

prompt_report() {
  say "language  prompts  recorded  Debian's  voice  still to record  words a minute"
  local language
  for language in "${PROMPT_LANGUAGES[@]}"; do
    awk -F'\t' -v language="$language" '
      FILENAME ~ /to-record/ { if ($1 == language) missing++; next }
      $1 == language {
        built++; by[$5]++
        # Single words and numbers are said slowly; only sentences tell the rate.
        if ($6 >= 5) { words += $6; seconds += $3 }
      }
      END {
        printf "%-8s  %7d  %8d  %8d  %5d  %15d  %14s\n", language, built, by["recorded"], by["debian"], by["voice"],
          missing, seconds ? sprintf("%.0f", words * 60 / seconds) : "-"
      }' "$RF_PROMPTS/to-record.tsv" "$RF_PROMPTS/prompts.tsv"
  done
  say "The lengths and levels are in $RF_PROMPTS/prompts.tsv, the words still to be recorded in $RF_PROMPTS/to-record.tsv"
  refused_recordings
}

# Recordings that could not be taken; what is built from the words is played instead.
refused_recordings() {
  local file reason
  while IFS=$'\t' read -r file reason; do
    warn "ringfence: $file is not used: it $reason"
  done <"$RF_PROMPTS/refused.tsv"
}

build_prompts() {
  local hash new=$RF_PROMPTS.new language part running=()
  hash=$(prompts_hash)
  [[ $(cat "$RF_PROMPTS/stamp" 2>/dev/null) != "$hash" ]] || return 0
  say "Building the prompts (about half a minute)"
  rm -rf "$new"
  mkdir -p "$new/ringfence" "$new/moh" "$RF_PROMPTS"
  for language in "${PROMPT_LANGUAGES[@]}"; do
    run_logged "prompts-$language" build_language "$language" "$new" &
    running+=($!)
  done
  for part in "${running[@]}"; do
    wait "$part" || die "prompts could not be built"
  done
  run_logged music build_music "$new/moh" || die "the music could not be built"
  printf 'language\tid\tseconds\tdbm0\tsource\twords\n' >"$new/prompts.tsv"
  for part in prompts to-record refused; do
    for language in "${PROMPT_LANGUAGES[@]}"; do
      cat "$new/$language.$part" >>"$new/$part.tsv"
      rm "$new/$language.$part"
    done
  done
  # The folder itself stays: a running Asterisk has it mounted.
  rm -f "$RF_PROMPTS/stamp"
  for part in ringfence moh prompts.tsv to-record.tsv refused.tsv; do
    rm -rf "${RF_PROMPTS:?}/$part"
    mv "$new/$part" "$RF_PROMPTS/$part"
  done
  rmdir "$new"
  printf '%s\n' "$hash" >"$RF_PROMPTS/stamp"
  say "Prompts: $(($(wc -l <"$RF_PROMPTS/prompts.tsv") - 1)) built, $(wc -l <"$RF_PROMPTS/to-record.tsv") still to be recorded ($RF_PROMPTS)"
  refused_recordings
}

# A catalogue line is `id | words | recordings`.
build_language() {
  local language=$1 new=$2 id words recordings file catalogue=$RF_HOME/config/prompts/catalogue.$1
  local work=$2/work-$1 source list level seconds
  mkdir -p "$new/ringfence/$language" "$work"
  : >"$new/$language.prompts"
  : >"$new/$language.to-record"
  : >"$new/$language.refused"
  while IFS='|' read -r id words recordings; do
    trim id
    trim words
    trim recordings
    [[ -n $id && $id != \#* ]] || continue
    [[ $id =~ ^[a-z0-9-]+$ && -n $words ]] || { echo "$catalogue: not a prompt: $id | $words"; return 1; }
    file=$new/ringfence/$language/$id.ulaw
    source=
    own_recording "$language" "$id" "$file" "$work" "$new/$language.refused" </dev/null && source=recorded
    if [[ -z $source ]] && speak "$language" "$words" "$recordings" "$work/spoken.wav" </dev/null; then
      to_ulaw "$work/spoken.wav" "$file" "$work" 0.15% || { echo "$catalogue: $id cannot be built"; return 1; }
    fi
    if [[ -z $source ]]; then
      printf '%s\t%s\t%s\n' "$language" "$id" "$words" >>"$new/$language.to-record"
      continue
    fi
    read -ra list <<<"$words"
    printf '%s\t%s\t%s\t%s\t%s\t%d\n' "$language" "$id" "$seconds" "$level" "$source" "${#list[@]}" >>"$new/$language.prompts"
  done <"$catalogue"
  rm -rf "$work"
}

# own_recording LANGUAGE ID OUT WORKFOLDER REFUSED: takes config/prompts/recorded. Fails where there is none or where it cannot
# be taken, and then notes why.
own_recording() {
  local own=$RF_HOME/config/prompts/recorded/$1/$2.wav reason=
  [[ -e $own ]] || return 1
  recording "$own" "$3" "$4" 90 && return 0
  rm -f "$3"
  printf '%s\t%s\n' "$own" "$reason" >>"$5"
  return 1
}

# recording IN OUT WORKFOLDER LONGEST: a WAV of any rate from 8 kHz on, mono or stereo, 16 or 24 bits, as callers are to hear
# it. Sets `seconds` and `level`; where it cannot be taken it fails and sets `reason`, which the page for administrators shows.
recording() {
  local own=$1 out=$2 work=$3 longest=$4 rate lasts
  if ! is_wav "$own" || ! rate=$(soxi -r "$own" 2>/dev/null) || ! lasts=$(soxi -D "$own" 2>/dev/null); then
    reason="cannot be read as sound; save it as WAV (PCM, 16 or 24 bits)"
  elif ((rate < 8000)); then
    reason="has $rate samples a second; record with 8000 at least, better 16000 or more"
  elif awk -v s="$lasts" -v most="$longest" 'BEGIN { exit !(s < 0.1 || s > most) }'; then
    reason="takes $lasts s; a prompt takes 0.1 to $longest s"
  elif [[ -n $(sox "$own" -n 2>&1) ]]; then
    reason="is cut off or damaged; save it again"
  elif [[ -z $(hears "$own") ]]; then
    reason="has no speech in it, or is much too soft; record it again, nearer to the microphone"
  elif ! to_ulaw "$own" "$out" "$work" 0.6%; then
    reason="cannot be converted; save it as WAV (PCM, 16 or 24 bits)"
  else
    return 0
  fi
  return 1
}

# Whether a file begins as RIFF WAVE: sox would read many other formats too, whatever the file is called.
is_wav() {
  [[ $(head -c 4 "$1" | tr -d '\0') == RIFF && $(head -c 12 "$1" | tail -c 4 | tr -d '\0') == WAVE ]]
}

# What a recording that comes from a page may take: seconds of sound, seconds of a processor, KB of a file and of memory.
SOUND_LONGEST=60 SOUND_CPU=20 SOUND_FILE_KB=65536 SOUND_MEMORY_KB=1048576
# As in sysexits.h: what was given cannot be taken; what is needed is not there.
SOUND_REFUSED=65 SOUND_NO_TOOLS=69

# prompt-sound LANGUAGE ID IN.wav OUT.ulaw, or prompt-sound --ready: one recording in the form of all other prompts. Prints
# `seconds<TAB>dBm0`; where it is refused, why.
prompt_sound() {
  local tool
  for tool in sox soxi awk; do
    command -v "$tool" >/dev/null || { say "$tool is not installed"; exit "$SOUND_NO_TOOLS"; }
  done
  [[ ${1:-} != --ready ]] || return 0
  (($# == 4)) || die "prompt-sound needs LANGUAGE ID IN.wav OUT.ulaw"
  [[ " ${PROMPT_LANGUAGES[*]} " == *" $1 "* ]] || die "prompt-sound does not know the language '$1': one of ${PROMPT_LANGUAGES[*]}"
  [[ $2 =~ ^[a-z0-9-]+$ ]] || die "not a prompt: $2"
  [[ $3 == *.wav && -r $3 ]] || die "no such file, or not a .wav: $3"
  local seconds level reason= work
  work=$(mktemp -d "$(dirname "$4")/sound.XXXXXX") || die "cannot write beside $4"
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$work'" EXIT
  ulimit -t "$SOUND_CPU" -f "$SOUND_FILE_KB" -v "$SOUND_MEMORY_KB"
  if ! recording "$3" "$4" "$work" "$SOUND_LONGEST"; then
    rm -f "$4"
    say "$reason"
    exit "$SOUND_REFUSED"
  fi
  printf '%s\t%s\n' "$seconds" "$level"
}

# Says something when a recording is louder than silence.
hears() { measure "$1" "$PROMPT_DBM0" | awk -v least="$SOFTEST_DBM0" '$3 >= least'; }

# Writes words as WAV and sets `source`: Debian's recordings, or a synthesised voice; fails where there is none.
speak() {
  local language=$1 words=$2 recordings=$3 out=$4 piece pieces=()
  if [[ -n $recordings ]]; then
    for piece in $recordings; do
      pieces+=(/usr/share/asterisk/sounds/es_MX*/"$piece.wav")
    done
    if ls "${pieces[@]}" >/dev/null 2>&1; then
      source=debian
      sox "${pieces[@]}" "$out"
      return
    fi
  fi
  source=voice
  case $language in
    # Slower than the 200 words a minute of the voice by itself: about 160 words a minute.
    en) flite -voice slt --setf duration_stretch=1.25 -t "$words" -o "$out" ;;
    es) espeak-ng -v es-419 -s 150 -w "$out" "$words" ;;
    *)
      source=
      return 1
      ;;
  esac
}

# The level of active speech that callers hear, and the highest peak (dBFS) that is let through for it.
PROMPT_DBM0=-20
PROMPT_PEAK=-1
# What is softer than this before it is raised is no speech.
SOFTEST_DBM0=-50

# to_ulaw IN OUT WORKFOLDER THRESHOLD: cut to the words (what is below the threshold at both ends goes), brought to one
# level, filled up to whole frames of 20 ms. Sets `level`.
to_ulaw() {
  local in=$1 out=$2 work=$3 threshold=$4 bytes gain
  sox "$in" -r 8000 -c 1 -b 16 "$work/cut.wav" norm -6 highpass 120 lowpass 3600 \
    silence 1 0.01 "$threshold" reverse silence 1 0.01 "$threshold" reverse || return 1
  read -r gain level _ < <(measure "$work/cut.wav" "$PROMPT_DBM0")
  sox "$work/cut.wav" -t ul "$out" gain "$gain" pad 0.04 0.08 || return 1
  bytes=$(stat -c %s "$out")
  ((bytes % 160 == 0)) || head -c $((160 - bytes % 160)) /dev/zero | tr '\0' '\377' >>"$out"
  seconds=$((bytes / 8000)).$(printf '%02d' $((bytes % 8000 / 80)))
}

# measure FILE DBM0: the gain that it needs, its level after it and its level now.
measure() { sox "$1" -r 8000 -c 1 -t dat - | awk -v want="$2" -v most="$PROMPT_PEAK" -f "$RF_HOME/bin/lib/level.awk"; }

# Debian's free music when it is there, a few soft chords otherwise.
build_music() {
  local out=$1 data file found=0
  data=$(asterisk_data_of "$(asterisk_root)")
  for file in "$data"/moh/*.gsm; do
    [[ -e $file ]] || continue
    music "$file" "$out/$(basename "$file" .gsm).ulaw" && found=1
  done
  if ((!found)); then
    sox -n -r 8000 -c 1 -b 16 "$out/chords.wav" synth 4 pluck C3 pluck E3 pluck G3 pluck C4 remix - \
      fade 0.5 4 0.5 repeat 30
    music "$out/chords.wav" "$out/chords.ulaw"
    rm "$out/chords.wav"
  fi
}

# Softer than speech, so that a voice stands out from it.
MUSIC_DBM0=-24

music() {
  local gain
  read -r gain _ < <(measure "$1" "$MUSIC_DBM0")
  sox "$1" -r 8000 -c 1 -t ul "$2" gain "$gain"
}

# Takes the spaces off both ends of a variable, which is named.
trim() {
  local -n text=$1
  text=${text#"${text%%[![:space:]]*}"}
  text=${text%"${text##*[![:space:]]}"}
}
