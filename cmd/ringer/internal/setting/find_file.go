package setting

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// fileNames are the names of a settings file that --config need not name.
var fileNames = []string{DefaultFile, "ringer.yml"}

// mostFolders limits the search for a settings file.
const mostFolders = 100

// Place is where the settings file is, or where it was looked for.
type Place struct {
	Name    string   // "" for none
	Named   bool     // by --config or RINGER_CONFIG
	Folders []string // where it was looked for, the nearest first
}

// String says in one line where the settings file is.
func (p Place) String() string {
	switch {
	case p.Named:
		return "settings file: " + visible(p.Name)
	case p.Name != "":
		return "settings file: " + visible(p.Name) + ", found"
	}
	folders := make([]string, len(p.Folders))
	for i, folder := range p.Folders {
		folders[i] = visible(folder)
	}
	return "no settings file: there is no " + strings.Join(fileNames, " or ") + " in " + output.OneOf(folders)
}

// FindFile finds the settings file: the one that --config or RINGER_CONFIG names, else
// ringer.yaml or ringer.yml in the working folder or, in a repository, the nearest folder
// above with one, up to the root of the repository.
func FindFile(cmd *cobra.Command, environ Environment) (Place, error) {
	name := cmd.Flag("config").Value.String()
	if name == "" {
		name, _ = environ.Get(configVariable)
	}
	if name != "" {
		return Place{Name: name, Named: true}, nil
	}
	var place Place
	for _, folder := range foldersToRoot() {
		place.Folders = append(place.Folders, folder)
		found, err := fileIn(folder)
		if found != "" || err != nil {
			place.Name = found
			return place, err
		}
	}
	return place, nil
}

// fileIn is the settings file of a folder, "" for none.
func fileIn(folder string) (found string, err error) {
	for _, name := range fileNames {
		name = filepath.Join(folder, name)
		if !exists(name) {
			continue
		}
		if found != "" {
			return "", output.Usage(fmt.Sprintf("%s and %s are both settings files", found, name),
				"move the settings to one of them, and remove the other", "or name one by --config FILE")
		}
		found = name
	}
	return found, nil
}

// foldersToRoot are the working folder and those above it up to the root of its
// repository, relative to the working folder. Without a repository it is the working folder
// alone: a file in a home folder, or in one for temporary files, is another project's.
func foldersToRoot() []string {
	folders := []string{"."}
	working, err := os.Getwd()
	if err != nil {
		return folders
	}
	for folder, above := working, ".."; len(folders) <= mostFolders; above = filepath.Join(above, "..") {
		if exists(filepath.Join(folder, ".git")) { // a folder or, in a worktree, a file
			return folders
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			break
		}
		folder, folders = parent, append(folders, above)
	}
	return folders[:1]
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return !errors.Is(err, fs.ErrNotExist)
}
