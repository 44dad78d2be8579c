// The door to FFmpeg's C libraries: their headers, the macros that Swift does not import, and the few calls whose form
// differs between FFmpeg's versions.
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
#include <libavutil/tx.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

static const int64_t everzoomNoTimestamp = AV_NOPTS_VALUE;
static const int everzoomErrorEndOfFile = AVERROR_EOF;
static const int everzoomErrorTryAgain = AVERROR(EAGAIN);
static const int everzoomErrorInvalidData = AVERROR_INVALIDDATA;
static const int everzoomErrorInvalidArgument = AVERROR(EINVAL);
static const int everzoomErrorInputChanged = AVERROR_INPUT_CHANGED;

/// Which field of a frame's two is earlier, as the frame says: 1 the upper one, 2 the lower one, 0 if it is one picture.
static inline int everzoomFields(const AVFrame *frame) {
#ifdef AV_FRAME_FLAG_INTERLACED
  int isInterlaced = (frame->flags & AV_FRAME_FLAG_INTERLACED) != 0;
  int isUpperFirst = (frame->flags & AV_FRAME_FLAG_TOP_FIELD_FIRST) != 0;
#else
  int isInterlaced = frame->interlaced_frame, isUpperFirst = frame->top_field_first;
#endif
  return !isInterlaced ? 0 : isUpperFirst ? 1 : 2;
}

/// The display matrix that the container gives a stream, or NULL.
static inline const int32_t *everzoomDisplayMatrix(const AVStream *stream) {
#if LIBAVFORMAT_VERSION_MAJOR >= 61
  const AVPacketSideData *side = av_packet_side_data_get(
      stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
  return side && side->size >= 36 ? (const int32_t *)side->data : NULL;
#elif LIBAVFORMAT_VERSION_MAJOR >= 59
  size_t size = 0;
  const uint8_t *data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  return data && size >= 36 ? (const int32_t *)data : NULL;
#else
#error "FFmpeg 5.0 or later is needed"
#endif
}
