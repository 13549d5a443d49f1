package charset

import (
	"crypto/tls"
	"os"
)

// ReadFile reads a file and decodes it like Decode; a file that is not text is returned
// unchanged. It is meant for small files of the user, such as certificates.
func ReadFile(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if text, err := Decode(data); err == nil {
		return text, nil
	}
	return data, nil
}

// LoadX509KeyPair is tls.LoadX509KeyPair, with the files read by ReadFile.
func LoadX509KeyPair(certFile, keyFile string) (tls.Certificate, error) {
	cert, err := ReadFile(certFile)
	if err != nil {
		return tls.Certificate{}, err
	}
	key, err := ReadFile(keyFile)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.X509KeyPair(cert, key)
}
