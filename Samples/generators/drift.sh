#!/bin/sh
# A generator for Everzoom, of the shell and ffmpeg: drifts into the picture that the last scene ended on, while it
# turns into its own reflection in other colours.
#
#     generator: "command: Samples/generators/drift.sh"
#
# One request comes as a line of JSON on stdin. Files are written into the current folder, messages to stdout, one JSON
# object a line; everything else belongs on stderr.
set -eu

if [ "${1-}" = --describe ]; then
  echo '{"name":"drift","version":"1","kinds":["still","clip"],"provenance":"procedural",' \
    '"uses":["prompt","seed","seedFrame","mask","width","height","framesPerSecond","frames"]}'
  exit
fi

fail() { # CODE MESSAGE
  echo "{\"type\":\"error\",\"message\":\"$2\"}"
  exit "$1"
}
command -v ffmpeg >&2 || fail 69 "ffmpeg is not installed"

IFS= read -r request || [ "$request" ] || fail 64 "there is no request"
text() { printf '%s' "$request" | sed -n 's/.*"'"$1"'":"\(\([^"\\]\|\\.\)*\)".*/\1/p' | sed 's/\\\(.\)/\1/g'; }
number() { printf '%s' "$request" | sed -n 's/.*"'"$1"'":"\{0,1\}\([0-9./]*\).*/\1/p'; }

width=$(number width) height=$(number height) frames=$(number frames) rate=$(number framesPerSecond)
seed_frame=$(text seedFrame) mask=$(text mask)
[ "$width" ] && [ "$height" ] && [ "$rate" ] || fail 64 "the request lacks width, height or framesPerSecond"

# All chance comes from here: the same request makes the same film.
chance=$(printf '%s/%s' "$(text prompt)" "$(number seed)" | cksum | cut -d' ' -f1)
turn=$((chance % 240 + 60))
size=$width:$height

run() { ffmpeg -v error -nostdin -y "$@" >&2 || fail 70 "ffmpeg failed, see the log"; }

# The picture to begin on, RGB like Everzoom's own.
if [ "$mask" ]; then
  # The middle is known. Around it lies itself, blurred and large, and nearer its borders drawn out.
  find=format=gray,negate,cropdetect=limit=0.01:round=2:skip=0
  box=$(ffmpeg -nostdin -loop 1 -i "$mask" -vf "$find" -frames:v 3 -f null - 2>&1 |
    sed -n 's/.*crop=\([0-9:]*\).*/\1/p' | tail -n 1)
  [ "$box" ] || fail 65 "the mask says that nothing is known"
  IFS=: read -r w h x y <<BOX
$box
BOX
  run -i "$seed_frame" -i "$mask" -filter_complex "
    [0]format=gbrp,split=3[known][middle][edge];
    [middle]crop=$box,scale=$size,gblur=$((height / 40)),hue=h=$((turn / 8)),format=gbrp[far];
    [edge]fillborders=$x:$((width - x - w)):$y:$((height - y - h)):smear,gblur=$((height / 120)),format=gbrp[near];
    [1]format=gray,gblur=$((height / 12)),format=gbrp[depth];
    [near][far][depth]maskedmerge[around];
    [1]format=gbrp[mask]; [known][around][mask]maskedmerge" -frames:v 1 -pix_fmt rgb24 begin.png
elif [ "$seed_frame" ]; then
  cp "$seed_frame" begin.png
else
  # Nothing is given: a place in the Mandelbrot set, in colours of the prompt.
  place=start_x=-0.743643887:start_y=-0.131825904:start_scale=0.0$((chance % 8 + 1))
  run -f lavfi -i "mandelbrot=s=$((2 * width))x$((2 * height)):$place:maxiter=900" \
    -vf "scale=$size:flags=area,hue=h=$turn:s=0.6,format=rgb24" -frames:v 1 begin.png
fi

# What it turns into: its reflection, in other colours; or, around a middle that stays, other colours alone.
reflection="hflip,hue=h=$turn:s=1.1"
speed=0.1
[ -z "$mask" ] || reflection="hue=h=$turn:s=1.1" speed=0

if [ "$frames" ]; then
  # perspective moves by parts of a pixel, where zoompan trembles; at frame 0 it changes nothing. In 4:4:4 with 10 bits
  # and a low crf, chroma as fine as luma, the first frame is the seed frame to the eye and to a yardstick.
  near="($speed*(in-1)/$frames)" far="(1-$speed*(in-1)/$frames)"
  corners=x0=W*$near:y0=H*$near:x1=W*$far:y1=H*$near:x2=W*$near:y2=H*$far:x3=W*$far:y3=H*$far
  # shellcheck disable=SC2086
  run -loop 1 -framerate "$rate" -i begin.png ${mask:+-loop 1 -framerate "$rate" -i "$mask"} -filter_complex "
    [0]format=gbrp,perspective=eval=frame:interpolation=cubic:$corners,split[a][b];
    [b]$reflection,format=gbrap,fade=in:0:$frames:alpha=1[c]; [a][c]overlay=format=gbrp,format=gbrp[moved];
    ${mask:+[0]format=gbrp[begin];[1]format=gbrp[mask];[begin]}[moved]${mask:+[mask]maskedmerge,}
    scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv444p10,setsar=1" \
    -frames:v "$frames" -c:v libx264 -preset veryfast -crf 1 -x264-params chroma-qp-offset=-6 \
    -colorspace bt709 -color_primaries bt709 -color_trc bt709 -color_range tv clip.mp4
  made='"clip":"clip.mp4","firstFrame":"exact"'
elif [ "$mask" ]; then
  mv begin.png still.png
  made='"still":"still.png","firstFrame":"exact"'
else
  run -i begin.png -vf "${seed_frame:+$reflection,}format=rgb24" -frames:v 1 still.png
  made='"still":"still.png","firstFrame":"none"'
fi
[ "$seed_frame" ] || made=$(echo "$made" | sed 's/exact/none/')
echo "{\"type\":\"result\",$made,\"metadata\":{\"generator\":\"drift 1\"}}"
