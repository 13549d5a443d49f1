// Package media makes small files of binary media types: pictures, sounds, films, archives and
// documents that decoders open. The same seed gives the same bytes.
package media

import (
	"strings"
)

// makers are the types that the package can make, without parameters, in lower case.
var makers = map[string]func(seed uint64) ([]byte, error){
	"image/png":     pngFile,
	"image/gif":     gifFile,
	"image/jpeg":    jpegFile,
	"image/jpg":     jpegFile,
	"image/bmp":     bmpFile,
	"image/webp":    webpFile,
	"image/svg+xml": svgFile,

	"audio/wav": wavFile, "audio/x-wav": wavFile, "audio/wave": wavFile, "audio/vnd.wave": wavFile,
	"audio/mpeg": mp3File, "audio/mp3": mp3File,
	"audio/flac": flacFile, "audio/x-flac": flacFile,
	"audio/ogg": oggFile, "audio/opus": oggFile, "application/ogg": oggFile,
	"audio/aac": aacFile, "audio/x-aac": aacFile,
	"audio/webm": webmSound,
	"video/webm": webmFilm,
	"video/mp4":  mp4File,

	"application/zip": zipFile, "application/x-zip-compressed": zipFile,
	"application/gzip": gzipFile, "application/x-gzip": gzipFile,
	"application/x-tar": tarFile, "application/tar": tarFile,
	"application/pdf": pdfFile,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       xlsxFile,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": docxFile,
}

// ranges are the types that stand for a range.
var ranges = map[string]string{"image/*": "image/png", "audio/*": "audio/wav", "video/*": "video/mp4"}

// Concrete returns a type for a documented one, which may be a range.
func Concrete(documented string) string {
	switch base := strings.ToLower(documented); {
	case base == "text/*":
		return "text/plain"
	case ranges[base] != "":
		return ranges[base]
	case strings.HasSuffix(base, "/*"):
		return "application/octet-stream"
	}
	return documented
}

// File returns a small file of a type without parameters; nil for a type that the package
// cannot make.
func File(kind string, seed uint64) []byte {
	file, ok := makers[strings.ToLower(kind)]
	if !ok {
		return nil
	}
	made, err := file(seed)
	if err != nil {
		return nil // the writers write to memory
	}
	return made
}
