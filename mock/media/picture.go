package media

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
)

// side is the width and the height of a picture.
const side = 8

// colour is that of the pictures of a seed.
func colour(seed uint64) color.RGBA {
	return color.RGBA{byte(seed), byte(seed >> 8), byte(seed >> 16), 255}
}

func picture(seed uint64) image.Image {
	made := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.Draw(made, made.Bounds(), image.NewUniform(colour(seed)), image.Point{}, draw.Src)
	return made
}

func pngFile(seed uint64) ([]byte, error) {
	var out bytes.Buffer
	err := png.Encode(&out, picture(seed))
	return out.Bytes(), err
}

func gifFile(seed uint64) ([]byte, error) {
	var out bytes.Buffer
	err := gif.Encode(&out, picture(seed), nil)
	return out.Bytes(), err
}

func jpegFile(seed uint64) ([]byte, error) {
	var out bytes.Buffer
	err := jpeg.Encode(&out, picture(seed), nil)
	return out.Bytes(), err
}

func svgFile(uint64) ([]byte, error) {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>` + "\n"), nil
}

// bmpFile is a bitmap with 24 bits per pixel, the lowest line first.
func bmpFile(seed uint64) ([]byte, error) {
	const header, pixels = 14 + 40, side * side * 3 // a line of 8 pixels needs no padding
	le := binary.LittleEndian
	out := append([]byte("BM"), le.AppendUint32(nil, header+pixels)...)
	for _, v := range []uint32{0, header, 40, side, side, 1 | 24<<16, 0, pixels, 2835, 2835, 0, 0} {
		out = le.AppendUint32(out, v)
	}
	c := colour(seed)
	return append(out, bytes.Repeat([]byte{c.B, c.G, c.R}, side*side)...), nil
}

// webpFile is a lossless picture of one colour: each of its five prefix codes has one symbol,
// so that the pixels themselves take no bits.
func webpFile(seed uint64) ([]byte, error) {
	b := &bits{low: true}
	b.put(0x2f, 8)
	b.put(side-1, 14)
	b.put(side-1, 14)
	b.put(0, 1+3+1+1+1) // no alpha, version 0, no transform, no colour cache, no meta codes
	c := colour(seed)
	for _, symbol := range []byte{c.G, c.R, c.B, c.A} {
		b.put(0b101, 3) // a simple code of one symbol, which has eight bits
		b.put(uint64(symbol), 8)
	}
	b.put(0b0001, 4) // the code of distances: one symbol of one bit, 0
	data := b.bytes()
	if len(data)%2 == 1 {
		data = append(data, 0)
	}
	le := binary.LittleEndian
	out := append([]byte("RIFF"), le.AppendUint32(nil, uint32(12+len(data)))...)
	out = le.AppendUint32(append(out, "WEBPVP8L"...), uint32(len(data)))
	return append(out, data...), nil
}
