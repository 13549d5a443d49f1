package python_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/python"
)

func TestValue(t *testing.T) {
	t.Parallel()
	v, err := python.ReadJSON([]byte(`{"ids":["a",1,"b"],"n":1.0,"none":null}`))
	require.NoError(t, err)

	ids, ok := v.Get("ids")
	assert.True(t, ok)
	assert.Equal(t, python.Array, ids.Kind())
	assert.Equal(t, []string{"a", "b"}, ids.Strings())
	assert.Equal(t, "a", ids.Items()[0].String())
	assert.Equal(t, `["a",1,"b"]`, ids.String())

	assert.Equal(t, []string{"ids", "n", "none"}, v.Names())
	assert.Nil(t, v.Strings())
	none, ok := v.Get("none")
	assert.True(t, ok && none.IsNull())
	missing, ok := v.Get("missing")
	assert.False(t, ok || !missing.IsNull())
	_, ok = ids.Get("a")
	assert.False(t, ok)
	assert.Equal(t, "null", python.Value{}.String())
}

func TestManyKeys(t *testing.T) {
	t.Parallel()
	var members []string
	for i := range 40 {
		members = append(members, fmt.Sprintf(`"k%d":%d`, i%20, i))
	}
	v, err := python.ReadJSON([]byte("{" + strings.Join(members, ",") + "}"))
	require.NoError(t, err)
	require.Len(t, v.Names(), 20)
	for i, name := range v.Names() {
		assert.Equal(t, fmt.Sprintf("k%d", i), name)
		assert.Equal(t, fmt.Sprint(i+20), v.Items()[i].String())
	}
}

func TestAppendFloat(t *testing.T) {
	t.Parallel()
	cases := []struct {
		f    float64
		want string
	}{
		{0, "0.0"}, {1, "1.0"}, {-1.5, "-1.5"}, {0.1, "0.1"}, {1e-4, "0.0001"},
		{9.999e-5, "9.999e-05"}, {1e15, "1000000000000000.0"}, {1e16, "1e+16"},
		{9999999999999998, "9999999999999998.0"}, {1e100, "1e+100"}, {0.87, "0.87"},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, string(python.AppendFloat(nil, c.f)))
	}
}
