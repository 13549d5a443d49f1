# one-off: writes testdata/requests.txt
U='11111111-2222-4333-8444-555555555555'
out=[]
def sec(t): out.append('\n# '+t)
from urllib.parse import quote
def q(s): return quote(s,safe='')
vals={
 'string':['','a%20b','%C3%A9','%FF'],
 'integer':['x','1.5','1.0','1.','%201%20','1_000','1__0','+5','','0x1','1e3','true','99999999999999999999999'],
 'number':['x','1e3','nan','inf','-Infinity','1_0','','%201.5','1,5','.5','1e400','0x10'],
 'boolean':['maybe','TRUE','yes','n','2','','on','Off','%20true'],
 'decimal':['x','1.50','1e3','nan','-inf','','%202','1_0','--1'],
 'uuid':['x','',U.upper(),'{'+U+'}','urn:uuid:'+U,U+'0',U[:-1]+'g','12345','1-2-3-4-5'],
 'date':['x','2024-02-30','2024-13-01','2024-01-01','2024-1-1','86400','86401','2024-01-01T00:00:00','2024-01-01T10:00','','2024-01-01x','0000-01-01','1.5','nan','20240101'],
 'datetime':['x','2024-01-01','2024-01-01T10:00','2024-01-01T25:00','2024-01-01T10:61:00Z','2024-01-01T10:00:00%2B01:00','2024-01-01T10:00:00Zx','1700000000','1700000000000','1e5','nan','inf','','2024-02-30T00:00','2024-01-01%2010:00:00.1234567','2024-01-01T10:00:00%2B25:00','99999999999999999999'],
 'time':['x','10:00','25:00','10:60','10:00:61','10:00:00.5Z','10:00x','3600','','1:2:3'],
 'duration':['x','P1D','PT1H','P','1%20day','1%20days,%2012:00:00','12:30','','1.5','P1H','-P1D','PT1.5S'],
 'colour':['x','red','RED','','1'],
 'level':['1','3','x','1.0',''],
 'one':['one','two',''],
 'some':['two','four','One'],
 'short':['a','ab','abcde','%C3%A9%C3%A9'],
 'pattern':['a-12','A-12','a-1','xa-12','a-12%0A'],
 'between':['0','1','10','11','x','1.5'],
 'open':['1','2','10'],
 'even':['3','4','-1'],
 'share':['-0.1','0','1.5','1.49','nan','x'],
 'quarter':['0.3','0.5','1'],
 'amount':['0','0.01','99.5','100','x'],
}
sec('query parameters'); 
for k,vs in vals.items():
    out.append(f'GET /query/{k}')
    for v in vs: out.append(f'GET /query/{k}?value={v}')
    if k in('string','integer'): out.append(f'GET /query/{k}?value=1&value=x'); out.append(f'GET /query/{k}?value'); out.append(f'GET /query/{k}?Value=1')
sec('optional query parameters')
for k in ['string','integer','boolean','uuid','date','colour','some','decimal']:
    out.append(f'GET /optional/{k}'); out.append(f'GET /optional/{k}?value='); out.append(f'GET /optional/{k}?value=x%21')
sec('path parameters')
for k,vs in vals.items():
    for v in [v for v in vs if v and '/' not in v][:4]: out.append(f'GET /path/{k}/{v}')
sec('headers')
for k,vs in vals.items():
    out.append(f'GET /header/{k}') if k not in ('quarter','amount','open','even') else None
    if k in('quarter','amount','open','even','share','pattern','short','between'): 
        pass
    import urllib.parse
    for v in vs[:3]:
        v=urllib.parse.unquote(v)
        if '\n' in v or '\ufffd' in v or not v.isascii(): continue
        out.append(f'GET /header/{k}'); out.append(f'  Value: {v}')
out+=['GET /header/string','  Value: a\tb']
sec('cookies')
for k in ['string','integer','number','boolean','decimal','uuid','date','datetime','time','duration','colour','level','one','some']:
    out.append(f'GET /cookie/{k}')
    for v in ['x',{'integer':'12','boolean':'yes','uuid':U,'colour':'red','level':'2'}.get(k,'one')]:
        out+= [f'GET /cookie/{k}',f'  Cookie: value={v}']
out+=['GET /cookie/integer','  Cookie: value="7"; other=1','GET /cookie/integer','  Cookie: value=7; value=x','GET /cookie/integer','  Cookie: value','GET /cookie/string','  Cookie: value="a\\073b"','GET /cookie/integer','  Cookie: =5; value=']
sec('lists')
out+=['GET /query/list','GET /query/list?value=1','GET /query/list?value=1&value=x&value=','GET /query/few?value=1','GET /query/few?value=1&value=2&value=3&value=4','GET /query/few?value=x&value=2&value=3&value=y','GET /query/few?value=1&value=x','GET /query/set?value=1&value=1','GET /query/set?value=a','GET /query/texts','GET /query/texts?value=','GET /query/colours?value=red&value=pink','GET /query/colours','GET /header/list','GET /header/list','  Value: 1','GET /header/list','  Value: 1','  Value: x','GET /query/alias?value=1','GET /query/alias?other-name=x','GET /query/union?value=x','GET /query/union?value=true','GET /query/union','GET /header/names','  X-Request-Number: x','  plain_name: y','GET /header/names','  X_Request_Number: 1']
sec('bodies of one value')
jv={
 'string':['"a"','1','null','true','1.5','[]','{}','""','"\\ud800"'],
 'integer':['1','"1"','1.0','1.5','true','null','"x"','[1]','{}','1e3','1e30','123456789012345678901234567890','NaN','Infinity','""','" 7 "','"1.0"'],
 'number':['1','"1.5"','true','null','"x"','[]','NaN','1e999','"nan"','{}'],
 'boolean':['true','"yes"','1','0.0','2','1.5','null','"maybe"','[]','{}','1.0'],
 'decimal':['1','"1.5"','1.5','true','null','"x"','[]','"nan"','NaN','{}'],
 'uuid':['"'+U+'"','1','null','"x"','[]','{}','true'],
 'date':['"2024-01-01"','86400','86401','1.5','true','null','[]','{}','"x"','1e20','-1','"2024-01-01T00:00:00Z"'],
 'datetime':['"2024-01-01"','0','1.5','true','null','[]','{}','"x"','1e20','-1e20','"2024-01-01T10:00:00Z"','NaN'],
 'time':['"10:00"','0','86400','86399.5','true','null','[]','"x"'],
 'duration':['"P1D"','1','1.5','true','null','[]','"x"','1e20','{}'],
 'colour':['"red"','"x"','1','null','[]','{}'],
 'level':['1','"1"','3','1.0','1.5','true','null','[]','"x"','{}'],
 'one':['"one"','"x"','1','null'],
 'some':['"one"','"x"','1','null'],
 'short':['"a"','"abcde"','12','"é😀"'],
 'pattern':['"a-12"','"a-12\\n"','"-12"','5'],
 'between':['0','11','"5"','10.5','1e1'],
 'open':['1','10','5'],
 'even':['3','"4"'],
 'share':['-1','1.5','"nan"','NaN'],
 'quarter':['0.3','0.75'],
 'amount':['0','"100"','99.5','100'],
}
for k,vs in jv.items():
    out.append(f'POST /body/{k}')
    for v in vs: out.append(f'POST /body/{k} {v}')
sec('lists of one type')
for k in ['string','integer','number','boolean','decimal','uuid','date','datetime','time','duration','colour','level','some']:
    out.append(f'POST /list/{k} ["x",1,null,true,[],{{}},1.5,"1"]')
    out.append(f'POST /list/{k} "x"')
sec('values that may be null')
for k in ['string','integer','colour','uuid']:
    out+= [f'POST /nullable/{k}',f'POST /nullable/{k} null',f'POST /nullable/{k} []']
sec('models')
good='{"name":"lamp","price":1.5,"owner":"'+U+'"'
out+=['POST /models/item','POST /models/item null','POST /models/item []','POST /models/item "x"','POST /models/item {}','POST /models/item '+good+'}','POST /models/item '+good+',"more":1}',
 'POST /models/item {"owner":"x","price":"free","name":"l","count":0,"code":"x","active":"maybe","colour":"pink","level":7,"made":"x","sold":"y","size":5,"tags":5,"scores":[],"anything":[1]}',
 'POST /models/item '+good+',"tags":[{"name":"a"},{"name":""},{"name":"abcdefghi","x":1},{"weight":"x"}]}',
 'POST /models/item '+good+',"tags":[{"name":"a"},{"name":""},{"weight":"x","y":1,"b":2}]}',
 'POST /models/item '+good+',"size":{"width":0,"height":1001,"depth":10.5}}','POST /models/item '+good+',"size":{"width":"1","height":2.0,"depth":null}}','POST /models/item '+good+',"size":null,"level":null,"made":null,"sold":null}','POST /models/item '+good+',"active":null,"count":null,"tags":null,"scores":null,"colour":null}',
 'POST /models/item '+good+',"scores":{"a":1,"b":"x","c":null,"d":1.5}}','POST /models/item '+good+',"count":101,"price":0}','POST /models/item '+good+',"count":1.5,"price":"-1"}',
 'POST /models/item {"name":"\\u00e9\\n"<&>","price":-1e-7,"owner":12345678901234567890,"count":1e2}',
 'POST /models/optional','POST /models/optional null','POST /models/optional {}','POST /models/optional {"width":1,"height":1}',
 'POST /models/tag {"name":"a","z":1,"b":null}','POST /models/tag {"z":{"deep":[1]},"weight":null}','POST /models/extra {"known":"x","more":[]}','POST /models/extra {"known":1,"more":[]}',
 'POST /models/node {"value":1,"next":{"value":"x","next":{"children":[{"value":2},{"value":null},5]}}}','POST /models/node {"value":1,"next":{"value":2,"next":null,"children":[]}}','POST /models/node {"next":3,"children":{}}',
 'POST /models/aliased {"first_name":"a"}','POST /models/aliased {"firstName":"a","shoeSize":3}','POST /models/aliased {"firstName":null}',
 'POST /models/pets {}','POST /models/pets {"pet":{}}','POST /models/pets {"pet":{"kind":"cow"}}','POST /models/pets {"pet":{"kind":"cat","lives":12}}','POST /models/pets {"pet":{"kind":"dog"}}','POST /models/pets {"pet":5}','POST /models/pets {"pet":{"kind":3}}','POST /models/pets {"pet":{"kind":null}}','POST /models/pets {"pet":{"kind":"cat"},"others":[{"kind":"cat"},{"kind":"cow"},3]}','POST /models/pets {"pet":null}','POST /models/pets {"pet":[]}',
 'POST /models/embedded {}','POST /models/embedded {"size":{}}','POST /models/embedded {"width":1}','POST /models/embedded []','POST /models/embedded','POST /models/embedded null','POST /models/embedded 5','POST /models/embedded {"size":null}',
 'POST /models/two {}','POST /models/two {"size":{"width":1,"height":"x"},"tag":{"name":"a","no":1},"level":0,"note":[]}','POST /models/two []','POST /models/two','POST /models/two {"size":{"width":1,"height":1},"tag":{"name":"a"}}','POST /models/two {"size":5,"tag":null,"level":null,"note":null}','POST /models/two "x"',
 'POST /models/list []','POST /models/list {}','POST /models/list [{"width":1,"height":1}]','POST /models/list [{},5,null]','POST /models/list [{},{},{},{}]','POST /models/list [1,2,3,{"width":1,"height":1}]',
 'POST /models/dict {}','POST /models/dict []','POST /models/dict {"a":{},"b":5,"é":{"width":1,"height":1}}','POST /models/dict "x"','POST /models/dict [["a",{}]]',
 'POST /models/free {}','POST /models/free []','POST /models/free 5','POST /models/free {"a":[1]}',
 'POST /models/set [1,1,2]','POST /models/set ["x",1]','POST /models/set {}','POST /models/set 1',
 'POST /models/pair [1,"a"]','POST /models/pair [1]','POST /models/pair [1,2,3]','POST /models/pair ["x",1]','POST /models/pair {}','POST /models/pair []',
 'POST /models/any','POST /models/any null','POST /models/any [1]',
 'POST /models/union "x"','POST /models/union {}','POST /models/union 5','POST /models/union {"width":1,"height":1}','POST /models/union null','POST /models/union {"width":0,"height":"x"}',
 'POST /models/scalars "x"','POST /models/scalars 5','POST /models/scalars []','POST /models/scalars "yes"','POST /models/scalars null',
 'POST /models/choice 5','POST /models/choice {}','POST /models/choice [1]','POST /models/choice ["x"]','POST /models/choice {"name":"a"}','POST /models/choice {"name":"a","width":1}',
 'POST /models/nested [[1,"x"],5,["y"]]','POST /models/nested [[]]','POST /models/fields {"a":[1,3],"b":5}','POST /models/fields {"a":[2]}','POST /models/fields null','POST /models/fields 5']
sec('many problems in one request')
out+=['PUT /many/x/0','PUT /many/x/0?limit=101&flag=maybe&day=x {"name":"l"}','  X-Trace: y','  Cookie: session=z',f'PUT /many/{U}/1?flag=1 '+good+'}',f'  X-Trace: {U}','  Cookie: session=3',f'PUT /many/{U}/1?flag=1 {{',f'PUT /many/x/1?flag=1 {{']
sec('JSON that does not parse')
for b in ['{','{"a":1,}','{"a" 1}',"{'a':1}",'[1,2','[1 2]','nul','tru','"abc','{"a":"\\x"}','{"a":"\\u12"}','01','1 2','-','{"a":tru}','{"a":1}}','`\\xff`','`\\xef\\xbb\\xbf{}`','`\\x00`','   ','+1','.5','[1,]','{1:2}','`{"a":"\\x01"}`','`{"a":\\n  "b",\\n  c}`','`"\\u00e9" x`','[[[[[[','`{"é": 1,}`']:
    out.append('POST /models/tag '+b)
sec('bodies of another content type')
for t in ['text/plain','application/xml','application/x-www-form-urlencoded','application/vnd.api+json','application/jsonp','-','text/json','APPLICATION/JSON; charset=utf-8','multipart/form-data']:
    out+=['POST /models/tag {"name":"a"}',f'  Content-Type: {t}','POST /body/integer 5',f'  Content-Type: {t}']
out+=['POST /body/string `caf\\xe9`','  Content-Type: text/plain','POST /body/string `caf\\u00e9`','  Content-Type: text/plain','POST /models/two {"size":1}','  Content-Type: text/plain','POST /list/integer [1]','  Content-Type: text/plain','POST /body/boolean true','  Content-Type: text/plain','POST /body/uuid '+U,'  Content-Type: text/plain','POST /body/date 2024-01-01','  Content-Type: text/plain']
sec('forms')
F='  Content-Type: application/x-www-form-urlencoded'
for b in ['user=ab&age=5','user=a&age=x&admin=maybe&colour=pink','age=5','user=&age=','user=ab&user=c&age=1','user=ab;age=1','user=a%20b&age=+7+','x=1','user','user=ab&age=1&admin=&colour=','%75ser=ab&age=1']:
    out+=['POST /forms/login '+b,F]
out+=['POST /forms/login','POST /forms/login {"user":"ab","age":1}','POST /forms/one value=x',F,'POST /forms/one','POST /forms/one value=',F,'POST /forms/list value=1&value=x',F,'POST /forms/list value=1&note=a',F,'POST /forms/list note=a',F,'POST /forms/list value=',F]
M='  Content-Type: multipart/form-data; boundary=XX'
def mp(*parts):
    s=''
    for name,fn,c in parts:
        s+='--XX\\r\\nContent-Disposition: form-data; name="'+name+'"'+('; filename="'+fn+'"\\r\\nContent-Type: text/plain' if fn is not None else '')+'\\r\\n\\r\\n'+c+'\\r\\n'
    return '`'+s+'--XX--\\r\\n`'
out+=['POST /forms/file '+mp(('file','a.txt','hello'),('title',None,'t')),M,'POST /forms/file '+mp(('title',None,'t')),M,'POST /forms/file '+mp(('file',None,'hello'),('title',None,'t'),('size',None,'0')),M,'POST /forms/file '+mp(('file','a.txt','x'),('title',None,''),('size',None,'x')),M,'POST /forms/file','POST /forms/file '+mp(('file','a.txt','x')),'  Content-Type: multipart/form-data','POST /forms/files '+mp(('files','a','1'),('files','b','2')),M,'POST /forms/files '+mp(('files',None,'1')),M,'POST /forms/files '+mp(('x',None,'1')),M,'POST /forms/optional '+mp(('count',None,'x')),M,'POST /forms/optional','POST /forms/optional '+mp(('file','a','x'),('count',None,'3')),M,'POST /forms/login '+mp(('user',None,'ab'),('age',None,'x')),M,'POST /forms/file file=a&title=b',F,'POST /forms/file `garbage`',M]
sec('routes')
out+=['GET /','GET /nothing','POST /query/integer','DELETE /users/me','GET /users/me','GET /users/x','GET /users/5/','POST /users/5 {}','POST /users/5/ {}','DELETE /users/x','PATCH /users/5','PUT /models/item {}','HEAD /query/integer?value=1','OPTIONS /models/item','GET /query/integer/?value=1','GET /users/a%2Fb','GET /users/%35','GET /users/','GET //users/me','GET /USERS/me','GET /users/me?x=1']

res=[]
pend=False
for x in out:
    if not x: continue
    if not x.startswith('  '):
        if pend: res.append('  ~ pydantic1: a Decimal is a number in the document')
        pend = ('/decimal' in x or '/amount' in x) and not x.startswith('#') and not x.startswith('\n')
    res.append(x)
out=res
open('testdata/requests.txt','w').write('# Requests that are compared: METHOD TARGET BODY, and headers of their own. See readRequests.\n'+'\n'.join(x for x in out if x)+'\n')
print(sum(1 for x in out if x and not x.startswith(('#','  ','\n'))))
