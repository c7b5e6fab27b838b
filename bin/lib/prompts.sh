# shellcheck shell=bash
# What callers hear, built from config/prompts: 8 kHz mono mu-law, as the trunk carries it, so that Asterisk passes the
# bytes on as they are.

PROMPT_TOOLS=(flite=flite sox=sox espeak-ng=espeak-ng
  '/usr/share/asterisk/sounds/es_MX*/digits/21.wav=asterisk-core-sounds-es-wav')
PROMPT_LANGUAGES=(en es so hmn)

ensure_prompts() {
  [[ $(cat "$RF_PROMPTS/stamp" 2>/dev/null) == "$(prompts_hash)" ]] && return 0
  ensure_debs "${PROMPT_TOOLS[@]}"
  ensure_asterisk # the music comes with it
  with_lock prompts 900 build_prompts
}

prompts_hash() { (cd "$RF_HOME" && content_hash config/prompts bin/lib/prompts.sh); }

build_prompts() {
  local hash new=$RF_PROMPTS.new language part
  hash=$(prompts_hash)
  [[ $(cat "$RF_PROMPTS/stamp" 2>/dev/null) != "$hash" ]] || return 0
  say "Building the prompts (about half a minute)"
  rm -rf "$new"
  mkdir -p "$new/ringfence" "$new/moh" "$RF_PROMPTS"
  : >"$new/to-record.tsv"
  for language in "${PROMPT_LANGUAGES[@]}"; do
    run_logged "prompts-$language" build_language "$language" "$new" || die "prompts could not be built"
  done
  run_logged music build_music "$new/moh" || die "the music could not be built"
  list_prompts "$new" >"$new/prompts.tsv"
  # The folder itself stays: a running Asterisk has it mounted.
  rm -f "$RF_PROMPTS/stamp"
  for part in ringfence moh prompts.tsv to-record.tsv; do
    rm -rf "${RF_PROMPTS:?}/$part"
    mv "$new/$part" "$RF_PROMPTS/$part"
  done
  rmdir "$new"
  printf '%s\n' "$hash" >"$RF_PROMPTS/stamp"
  say "Prompts: $(($(wc -l <"$RF_PROMPTS/prompts.tsv") - 1)) built, $(wc -l <"$RF_PROMPTS/to-record.tsv") still to be recorded ($RF_PROMPTS)"
}

# A catalogue line is `id | words | recordings`.
build_language() {
  local language=$1 new=$2 id words recordings file catalogue=$RF_HOME/config/prompts/catalogue.$1
  mkdir -p "$new/ringfence/$language" "$new/work"
  while IFS='|' read -r id words recordings; do
    id=$(trim "$id") words=$(trim "$words") recordings=$(trim "${recordings:-}")
    [[ -n $id && $id != \#* ]] || continue
    [[ $id =~ ^[a-z0-9-]+$ && -n $words ]] || { echo "$catalogue: not a prompt: $id | $words"; return 1; }
    file=$new/ringfence/$language/$id.ulaw
    if speak "$language" "$id" "$words" "$recordings" "$new/work/prompt.wav" </dev/null; then
      to_ulaw "$new/work/prompt.wav" "$file" || return 1
    else
      printf '%s\t%s\t%s\n' "$language" "$id" "$words" >>"$new/to-record.tsv"
    fi
  done <"$catalogue"
  rm -rf "$new/work"
}

# Writes one prompt as WAV: an own recording, or Debian's, or a synthesised voice; fails where there is none.
speak() {
  local language=$1 id=$2 words=$3 recordings=$4 out=$5 piece pieces=()
  local own=$RF_HOME/config/prompts/recorded/$language/$id.wav
  if [[ -e $own ]]; then
    sox "$own" "$out"
    return
  fi
  if [[ -n $recordings ]]; then
    for piece in $recordings; do
      pieces+=(/usr/share/asterisk/sounds/es_MX*/"$piece.wav")
    done
    if ls "${pieces[@]}" >/dev/null 2>&1; then
      sox "${pieces[@]}" "$out"
      return
    fi
  fi
  case $language in
    en) flite -voice slt -t "$words" -o "$out" ;;
    es) espeak-ng -v es-419 -s 150 -w "$out" "$words" ;;
    *) return 1 ;;
  esac
}

# Cut to the words, brought to one level, filled up to whole frames of 20 ms.
to_ulaw() {
  local bytes
  sox "$1" -r 8000 -c 1 -t ul "$2" norm -6 highpass 120 lowpass 3600 \
    silence 1 0.01 0.15% reverse silence 1 0.01 0.15% reverse norm -6 pad 0.04 0.08 || return 1
  bytes=$(stat -c %s "$2")
  ((bytes % 160 == 0)) || head -c $((160 - bytes % 160)) /dev/zero | tr '\0' '\377' >>"$2"
}

# Debian's free music when it is there, a few soft chords otherwise.
build_music() {
  local out=$1 data file found=0
  data=$(asterisk_data_of "$(asterisk_root)")
  for file in "$data"/moh/*.gsm; do
    [[ -e $file ]] || continue
    sox "$file" -r 8000 -c 1 -t ul "$out/$(basename "$file" .gsm).ulaw" norm -12 && found=1
  done
  if ((!found)); then
    sox -n -r 8000 -c 1 -t ul "$out/chords.ulaw" synth 4 pluck C3 pluck E3 pluck G3 pluck C4 remix - \
      fade 0.5 4 0.5 norm -12 repeat 30
  fi
}

list_prompts() {
  printf 'language\tid\tseconds\n'
  local file
  find "$1/ringfence" -name '*.ulaw' -printf '%P %s\n' | LC_ALL=C sort | while read -r file bytes; do
    file=${file%.ulaw}
    printf '%s\t%s\t%s\n' "${file%%/*}" "${file#*/}" "$(awk -v b="$bytes" 'BEGIN { printf "%.2f", b / 8000 }')"
  done
}

trim() {
  local text=$1
  text=${text#"${text%%[![:space:]]*}"}
  printf '%s' "${text%"${text##*[![:space:]]}"}"
}
