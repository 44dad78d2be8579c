// The door to FFmpeg's C libraries: their headers, and the macros that Swift does not import.
#pragma once
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/avutil.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/hash.h>
#include <libavutil/imgutils.h>
#include <libavutil/log.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libavutil/rational.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

static const int64_t everzoomNoTimestamp = AV_NOPTS_VALUE;
static const int everzoomErrorEndOfFile = AVERROR_EOF;
static const int everzoomErrorTryAgain = AVERROR(EAGAIN);
